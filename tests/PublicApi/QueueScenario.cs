using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Two threads each add a value and take one; the end takes what is left.</summary>
internal sealed class QueueScenario(QueueBug bug = QueueBug.None) : Scenario
{
    public override string Name => $"queue-{bug}";

    public override string Summary => "two threads add a value and take one";

    public override IReadOnlyList<Actor> Actors { get; } = [new Both("one", 1, bug), new Both("two", 2, bug)];

    public override IReadOnlyList<IOracle> Oracles() =>
        [new Linearizability(new QueueModel(), QueueWords.Enqueue, QueueWords.Dequeue)];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = LockFreeQueue<TMachine>.Create(machine);
        new LockFreeQueue<TMachine>(machine, world, bug).Enqueue(3);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        while (new LockFreeQueue<TMachine>(machine, world, bug).Dequeue() != 0)
        {
        }

        machine.Free(QueueWords.Node, machine.Load(world, MemoryOrder.Acquire));
        machine.RcuBarrier();
        machine.Free(QueueWords.Ends, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(QueueWords.Node, retired);

    private sealed class Both(string label, ulong value, QueueBug bug) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var queue = new LockFreeQueue<TMachine>(machine, world, bug);
            queue.Enqueue(value);
            queue.Dequeue();
        }
    }
}
