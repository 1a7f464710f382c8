using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>The scenarios that are made for one kind of mistake each: as small as that allows.</summary>
internal static class SmallScenarios
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    /// <summary>
    /// The upper stack grows over the whole gap, so the tree's node is replaced and not changed in place; the
    /// maps reader walks under the mmap lock, in no RCU section.
    /// </summary>
    public static Scenario StackGrowth(ScenarioInfo info) => new StageScenario(
        info,
        SmallLayouts.Stacks,
        null,
        [
            new FaultActor("grow", Process.Parent, SmallLayouts.Stacks.Entries[0].End),
            new MapsActor("maps", Process.Parent, bufferLines: 8),
        ]);

    /// <summary>
    /// The root is a leaf; mapping and unmapping replace it each time. The addresses lie so that the words a
    /// dead node is queued with would lead to another VMA.
    /// </summary>
    public static Scenario RootReplacement(ScenarioInfo info) => new StageScenario(
        info,
        SmallLayouts.Two,
        null,
        [
            new RemapActor("remap", Process.Parent, new(0x48_0000, 4, Data)),
            new FaultActor("fault-1", Process.Parent, SmallLayouts.Two.Entries[1].Start),
            new FaultActor("fault-2", Process.Parent, 0x48_0000),
        ]);

    /// <summary>The child empties its tree, which outside RCU mode frees its node at once.</summary>
    public static Scenario ChildAfterFork(ScenarioInfo info, ForkRegime regime) => new StageScenario(
        info,
        SmallLayouts.Two,
        null,
        [
            new ForkActor("fork", regime),
            Unmapper(Process.Child, SmallLayouts.Two.Entries[0], SmallLayouts.Two.Entries[1]),
            new FaultActor("fault", Process.Child, SmallLayouts.Two.Entries[1].Start),
        ]);

    /// <summary>
    /// The other process maps the same range, so a VMA that was recycled is wrong by its mm alone.
    /// </summary>
    public static Scenario RecycledVma(ScenarioInfo info)
    {
        var gone = SmallLayouts.Two.Entries[1];
        return new StageScenario(
            info, SmallLayouts.Two, SmallLayouts.One, Recycling(gone, Process.Other, gone.Start));
    }

    /// <summary>
    /// The process itself maps elsewhere, above or below, so a recycled VMA is wrong by its range alone.
    /// </summary>
    public static Scenario MovedVma(ScenarioInfo info) => new StageScenario(
        info,
        SmallLayouts.Two,
        null,
        Recycling(SmallLayouts.Two.Entries[1], Process.Parent, 0x70_0000, 0x30_0000));

    /// <summary>Both make a reverse map for the VMA, and one of them is too late.</summary>
    public static Scenario FirstTouch(ScenarioInfo info) => new StageScenario(
        info,
        SmallLayouts.Fresh,
        null,
        [
            new FaultActor("fault-1", Process.Parent, SmallLayouts.Fresh.Entries[0].Start),
            new FaultActor("fault-2", Process.Parent, SmallLayouts.Fresh.Entries[0].Start),
        ]);

    /// <summary>One thread faults on what is removed, one on what stays.</summary>
    public static Scenario Unmap(ScenarioInfo info) => new StageScenario(
        info,
        SmallLayouts.Three,
        null,
        [
            Unmapper(Process.Parent, SmallLayouts.Three.Entries[1], SmallLayouts.Three.Entries[1]),
            new FaultActor("fault-1", Process.Parent, SmallLayouts.Three.Entries[1].Start),
            new FaultActor("fault-2", Process.Parent, SmallLayouts.Three.Entries[2].Start),
        ]);

    /// <summary>While the child's tree is half made it still holds the parent's VMAs.</summary>
    public static Scenario ForkScanner(ScenarioInfo info, ForkRegime regime) => new StageScenario(
        info,
        SmallLayouts.Three,
        null,
        [new ForkActor("fork", regime), new ScanActor("scan")]);

    /// <summary>The parent loses a mapping while a thread faults on it; a process maps another.</summary>
    private static Actor[] Recycling(LayoutEntry gone, Process process, params ulong[] starts) =>
    [
        new RecycleActor(
            "recycle",
            gone.Start,
            gone.End,
            process,
            [.. starts.Select(start => new MapRequest(start, 4, Data))]),
        new FaultActor("fault", Process.Parent, gone.Start),
    ];

    private static UnmapActor Unmapper(Process process, LayoutEntry first, LayoutEntry last) =>
        new("unmap", process, first.Start, last.End);
}
