using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Scenarios of walks over the reverse maps of pages.</summary>
internal static class WalkScenarios
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    /// <summary>
    /// The child's copy is linked while walks are in progress; parent and child lose theirs, so that the
    /// anon_vmas go, and walks may come by one that is freed or another by then.
    /// </summary>
    public static Scenario AnonWalk(ScenarioInfo info, ForkRegime regime)
    {
        var walked = SmallLayouts.One.Entries[0];
        return new StageScenario(
            info,
            SmallLayouts.One,
            null,
            [
                new ForkActor("fork", regime),
                new UnmapActor("unmap", Process.Child, walked.Start, walked.End),
                new RecycleActor(
                    "recycle",
                    walked.Start,
                    walked.End,
                    Process.Parent,
                    new MapRequest(walked.Start, 4, Data)),
                new AnonRmapActor("rmap-1", Process.Parent, walked.Start, times: 2),
                new AnonRmapActor("rmap-2", Process.Child, walked.Start, times: 1),
            ]);
    }
}
