using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Samples.Queue;

/// <summary>Two threads each add a value and take one; the end takes what is left.</summary>
/// <param name="bug">What is wrong with the queue.</param>
internal sealed class QueueScenario(QueueBug bug = QueueBug.None) : RoleScenario("one", "two")
{
    public override string Name => $"queue-{bug}";

    public override IReadOnlyList<IOracle> Oracles() =>
        [new Linearizability(new QueueModel(), QueueWords.Enqueue, QueueWords.Dequeue)];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = LockFreeQueue<TMachine>.Create(machine);
        Queue(machine, world).Enqueue(3);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        while (Queue(machine, world).Dequeue() != 0)
        {
        }

        machine.RcuBarrier();
        machine.Free(QueueWords.Node, machine.Load(world, MemoryOrder.Plain));
        machine.Free(QueueWords.Ends, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(QueueWords.Node, retired);

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        Queue(machine, world).Enqueue(role == "one" ? 1UL : 2);
        Queue(machine, world).Dequeue();
    }

    private LockFreeQueue<TMachine> Queue<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine => new(machine, world, bug);
}
