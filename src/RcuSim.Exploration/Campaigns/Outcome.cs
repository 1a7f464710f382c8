namespace RcuSim.Exploration;

/// <summary>One of the things that can come of a scenario.</summary>
public sealed class Outcome
{
    /// <summary>Creates an outcome.</summary>
    internal Outcome(string name, long count, Finding? first)
    {
        Name = name;
        Count = count;
        First = first;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>How many executions ended so.</summary>
    public long Count { get; }

    /// <summary>The first of them that broke a rule; null if none did.</summary>
    public Finding? First { get; }
}
