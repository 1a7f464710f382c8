namespace RcuSim.Checking;

/// <summary>The rules that are watched.</summary>
public static class OracleSet
{
    /// <summary>Every rule, each as new. What is no fold of its own (use after free, double free, double
    /// callback, lock misuse) is found by <see cref="SystemState"/>; deadlock by the engine.</summary>
    public static IReadOnlyList<IOracle> Default()
    {
        var trees = new TreeHistories();
        return
        [
            trees,
            new EntryValidity(),
            new LookupLinearizability(trees),
            new IterationCompleteness(trees),
            new ForeignWrite(),
            new VmaRelease(),
            new Balance(),
            new SleepInSection(),
            new NakedWalk(),
            new Initialisation(),
            new NodeOrder(),
            new DataRace(),
            new Livelock(trees),
            new LockOrder(),
            new Leak(),
        ];
    }
}
