namespace RcuSim.Exploration;

/// <summary>A way in which an engine chooses executions.</summary>
public sealed class EngineStrategy
{
    /// <summary>Creates a strategy.</summary>
    internal EngineStrategy(string name, string summary)
    {
        Name = name;
        Summary = summary;
    }

    /// <summary>The name used on the command line.</summary>
    public string Name { get; }

    /// <summary>One sentence for lists.</summary>
    public string Summary { get; }
}
