namespace RcuSim.Scenarios;

/// <summary>A scenario, or why there is none.</summary>
/// <param name="Scenario">The scenario; null after an error.</param>
/// <param name="Error">One line; empty if there is none.</param>
/// <param name="IsUnsupported">
/// True if the request was understood but is not built, as opposed to wrong.
/// </param>
public sealed record ScenarioCreation(Scenario? Scenario, string Error, bool IsUnsupported)
{
    internal static ScenarioCreation Of(Scenario scenario) => new(scenario, "", IsUnsupported: false);

    internal static ScenarioCreation Wrong(string error) => new(null, error, IsUnsupported: false);

    internal static ScenarioCreation Unsupported(string error) => new(null, error, IsUnsupported: true);
}
