using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Threads of one process make pages present whose tables are not there yet, the same and neighbours, while
/// another takes pages away. All hold the mmap lock for reading.
/// </summary>
internal sealed class PopulateScenario : Scenario
{
    private const ulong Page = 0x7f00_0000_0000;

    public override string Name => "populate";

    public override string Summary => "page tables are made by several threads at once";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Maker("fault-1", 0), new Maker("fault-2", 1), new Zapper("zap")];

    public override ulong Setup<TMachine>(TMachine machine) =>
        MmStruct<TMachine>.Allocate(machine, KernelGlobals<TMachine>.Allocate(machine)).Address;

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        var mm = new MmStruct<TMachine>(machine, world);
        var globals = mm.Globals;
        var batch = new TableBatch<TMachine>(machine);
        mm.Tables.FreeRange(new(Page, Page + TableLevel.Pte.Span(), 0, 0), ref batch);
        batch.Free();
        mm.Put();
        globals.Free();
        machine.RcuBarrier();
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        Assert.True(MapleCallback.Run(machine, function, retired, argument));

    private sealed class Maker(string label, ulong second) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var mm = new MmStruct<TMachine>(machine, world);
            using var held = mm.Lock.Read();
            mm.Tables.Populate(Page);
            mm.Tables.Populate(Page + (second * Pages.Size));
        }
    }

    private sealed class Zapper(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var mm = new MmStruct<TMachine>(machine, world);
            using var held = mm.Lock.Read();
            mm.Tables.Zap(Page, Page + (2 * Pages.Size));
        }
    }
}
