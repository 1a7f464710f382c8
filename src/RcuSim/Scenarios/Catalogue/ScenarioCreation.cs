namespace RcuSim.Scenarios;

/// <summary>A scenario, or why there is none.</summary>
public sealed class ScenarioCreation
{
    private ScenarioCreation(Scenario? scenario, string error, bool isUnsupported)
    {
        Scenario = scenario;
        Error = error;
        IsUnsupported = isUnsupported;
    }

    /// <summary>The scenario; null after an error.</summary>
    public Scenario? Scenario { get; }

    /// <summary>One line; empty if there is none.</summary>
    public string Error { get; }

    /// <summary>True if the request was understood but is not built, as opposed to wrong.</summary>
    public bool IsUnsupported { get; }

    /// <summary>A scenario.</summary>
    internal static ScenarioCreation Of(Scenario scenario) => new(scenario, "", isUnsupported: false);

    /// <summary>The answer to a request that is wrong.</summary>
    /// <param name="error">What is wrong, in one line.</param>
    internal static ScenarioCreation Wrong(string error) => new(null, error, isUnsupported: false);

    /// <summary>The answer to a request that is understood, but not built.</summary>
    internal static ScenarioCreation Unsupported(string error) => new(null, error, isUnsupported: true);
}
