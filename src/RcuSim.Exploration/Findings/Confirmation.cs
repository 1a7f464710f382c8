namespace RcuSim.Exploration;

/// <summary>Runs a finding again before it is reported.</summary>
internal static class Confirmation
{
    private static readonly TimeSpan overtime = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs it. Once somebody asks for the end there is a moment left for it, no more.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="explorer">Who found it.</param>
    /// <param name="watchdog">Ends it.</param>
    /// <returns>True if it came again; false if there was no time to see.</returns>
    /// <exception cref="ScenarioException">It does not come again.</exception>
    public static bool Of(Finding finding, IExplorer explorer, Watchdog watchdog)
    {
        using var end = watchdog.IsInterrupted ? watchdog.ResumeFor(overtime) : null;
        var again = explorer.Replay(finding.Witness);
        if (again.Interrupted)
        {
            return false;
        }

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

        return true;
    }
}
