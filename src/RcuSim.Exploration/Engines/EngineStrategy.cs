namespace RcuSim.Exploration;

/// <summary>A way in which an engine chooses executions.</summary>
public sealed class EngineStrategy(string name, string summary)
{
    /// <summary>The name used on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for lists.</summary>
    public string Summary { get; } = summary;
}
