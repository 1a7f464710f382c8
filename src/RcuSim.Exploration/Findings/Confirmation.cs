namespace RcuSim.Exploration;

/// <summary>Runs a finding again before it is reported.</summary>
internal static class Confirmation
{
    /// <summary>Runs it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="explorer">Who found it.</param>
    /// <exception cref="ScenarioException">It does not come again.</exception>
    public static void Of(Finding finding, IExplorer explorer)
    {
        var again = explorer.Replay(finding.Witness);
        string? difference = NotDeterministic.Difference(finding.Log, again.History);
        if (difference is null && again.Violation?.Message != finding.Violation.Message)
        {
            difference = "every event is the same, but what was found is not: "
                + $"\"{finding.Violation.Message}\", then \"{again.Violation?.Message ?? "nothing"}\"";
        }

        if (difference is not null)
        {
            throw NotDeterministic.Because($"schedule {finding.Number}: {difference}");
        }
    }
}
