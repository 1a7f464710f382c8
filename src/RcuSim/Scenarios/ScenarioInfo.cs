namespace RcuSim.Scenarios;

/// <summary>What a list says of a scenario.</summary>
/// <param name="name">The name used on the command line.</param>
/// <param name="summary">One sentence.</param>
/// <param name="takesLayout">True if the parent's layout and the number of readers can be chosen.</param>
/// <param name="failurePlan">The failures it injects by default; empty: none.</param>
internal sealed class ScenarioInfo(
    string name, string summary, bool takesLayout = false, string failurePlan = "")
{
    /// <summary>The name used on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>True if the parent's layout and the number of readers can be chosen.</summary>
    public bool TakesLayout { get; } = takesLayout;

    /// <summary>The failures it injects by default; empty: none.</summary>
    public string FailurePlan { get; } = failurePlan;
}
