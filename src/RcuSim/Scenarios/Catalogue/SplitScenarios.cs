using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>The scenarios in which mappings are split and merged while others use them.</summary>
internal static class SplitScenarios
{
    private const int FirstFile = 0;
    private const ulong Page = Pages.Size;
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    /// <summary>
    /// A device's file takes the place of the middle, and then memory as it was before, so that what was
    /// split is one again.
    /// </summary>
    public static Scenario MapOver(ScenarioInfo info)
    {
        ulong middle = SmallLayouts.Device.Entries[0].Start + Page;
        return new StageScenario(
            info,
            SmallLayouts.Device,
            null,
            [
                new MapOverActor("map", Process.Parent, new(middle, 2, Data)),
                new FaultActor("fault", Process.Parent, middle),
                new RmapActor("rmap", FirstFile),
            ]);
    }

    /// <summary>The middle loses a right and gets it again: two splits, then a merge of three.</summary>
    public static Scenario Protect(ScenarioInfo info)
    {
        ulong start = SmallLayouts.Library.Entries[0].Start;
        return new StageScenario(
            info,
            SmallLayouts.Library,
            null,
            [
                new ProtectActor("protect", Process.Parent, start + Page, start + (3 * Page), Data),
                new FaultActor("fault", Process.Parent, start + Page, start),
                new RmapActor("rmap", FirstFile),
            ]);
    }
}
