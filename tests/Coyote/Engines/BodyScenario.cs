using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// A scenario made of bodies given as delegates; its world is an array of cells of 256 bytes.
/// </summary>
internal sealed class BodyScenario : Scenario
{
    public static readonly SlabCache Cells = new(
        "cell", 32, [new("word", 0), new("lock", 1) { IsLock = true }]);

    private readonly int cells;

    public BodyScenario(int cells, params Action<TracedMachine, ulong[]>[] bodies)
    {
        this.cells = cells;
        Actors = [.. bodies.Select((body, n) => new BodyActor($"body-{n + 1}", cells, body))];
    }

    /// <summary>What callbacks do.</summary>
    public Action<TracedMachine, int, ulong, ulong> Callback { get; init; } = (_, _, _, _) => { };

    /// <summary>Which of the bodies others start.</summary>
    public IReadOnlyList<string> Late { get; init; } = [];

    public override IReadOnlyList<string> StartedLater => Late;

    public override string Name => "bodies";

    public override string Summary => "bodies given by a test";

    public override IReadOnlyList<Actor> Actors { get; }

    public static ulong Lock(ulong cell) => cell + 8;

    public override ulong Setup<TMachine>(TMachine machine)
    {
        var all = new ulong[cells];
        for (int i = 0; i < cells; i++)
        {
            all[i] = machine.Allocate(Cells);
            machine.Fill(all[i], 0, 32);
            if (i > 0)
            {
                machine.Store(all[0] + 16 + ((ulong)i * 8), all[i], MemoryOrder.Publish);
            }
        }

        return all[0];
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.RcuBarrier();
        for (int i = cells - 1; i >= 0; i--)
        {
            machine.Free(Cells, world + ((ulong)i << Cells.Shift));
        }
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        Callback((TracedMachine)(object)machine, function, retired, argument);

    private sealed class BodyActor(string label, int cells, Action<TracedMachine, ulong[]> body)
        : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var all = Enumerable.Range(0, cells).Select(i => world + ((ulong)i << Cells.Shift)).ToArray();
            body((TracedMachine)(object)machine, all);
        }
    }
}
