using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>One reader reads twice, two writers add one each.</summary>
internal class CellScenario(CellBug bug = CellBug.None) : Scenario
{
    public override string Name => $"cell-{bug}";

    public override string Summary => "a reader beside two writers";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Reader(bug), new Writer("write-1", bug), new Writer("write-2", bug)];

    public override ulong Setup<TMachine>(TMachine machine) => SharedCell<TMachine>.Create(machine);

    public override void Teardown<TMachine>(TMachine machine, ulong world) =>
        new SharedCell<TMachine>(machine, world).Destroy();

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(CellWords.Version, retired);

    public override IReadOnlyList<IOracle> Oracles() => [new WriterHoldsLock(), new ReaderSeesForward()];

    private sealed class Reader(CellBug bug) : Actor("read")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            new SharedCell<TMachine>(machine, world, bug).Read();
            new SharedCell<TMachine>(machine, world, bug).Read();
        }
    }

    private sealed class Writer(string label, CellBug bug) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            new SharedCell<TMachine>(machine, world, bug).Increment();
    }
}
