namespace RcuSim.Oracles;

/// <summary>The rules that are watched besides the basic ones.</summary>
internal static class OracleSet
{
    /// <summary>A fresh instance of every rule of the subject and of RCU code in general.</summary>
    public static IReadOnlyList<IOracle> Default()
    {
        var trees = new TreeHistories();
        return
        [
            new EntryValidity(),
            new LookupLinearizability(trees),
            new IterationCompleteness(trees),
            new WalkCompleteness(trees),
            new RmapCompleteness(),
            new ForeignWrite(),
            new VmaRelease(),
            new TableReach(),
            new Balance(),
            new SleepInSection(),
            new UnprotectedWalk(),
            new Initialisation(),
            new NodeOrder(),
            new DataRace(),
            new Livelock(),
            new LockOrder(),
            new Leak(),
        ];
    }
}
