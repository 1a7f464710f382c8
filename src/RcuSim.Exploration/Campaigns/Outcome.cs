namespace RcuSim.Exploration;

/// <summary>One of the things that can come of a scenario.</summary>
public sealed class Outcome(string name, long count, Finding? first)
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>How many executions ended so.</summary>
    public long Count { get; } = count;

    /// <summary>The first of them that broke a rule; null if none did.</summary>
    public Finding? First { get; } = first;
}
