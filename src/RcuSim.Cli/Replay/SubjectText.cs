using RcuSim.Checking;

namespace RcuSim.Cli;

/// <summary>What was checked, as a replay file remembers it, and back.</summary>
internal static class SubjectText
{
    private const string RegimeKey = "regime";
    private const string ReadersKey = "readers";

    /// <summary>The form for a file.</summary>
    public static ReplaySubject Of(Subject subject)
    {
        var parameters = new Dictionary<string, string>
        {
            [RegimeKey] = Regime.NameOf(subject.Options.Regime),
        };
        if (subject.Options.Readers is { } readers)
        {
            parameters[ReadersKey] = $"{readers}";
        }

        return new()
        {
            Scenario = subject.Scenario.Name,
            Parameters = parameters,
            Layout = [.. (subject.Options.Layout?.Entries ?? []).Select(MapsFile.Line)],
            Bugs = [.. subject.Bugs.Select(bug => bug.Id)],
            Failures = subject.Failures.ToString(),
        };
    }

    /// <summary>Builds what a file is about, or says why that cannot be.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="laboratory">What is known.</param>
    public static Subject Read(ReplaySubject text, Laboratory laboratory)
    {
        var unknown = text.Parameters.Keys.Except([RegimeKey, ReadersKey]).ToList();
        if (unknown.Count > 0)
        {
            throw CommandException.Usage($"unknown parameter '{unknown[0]}'");
        }

        var builder = new SubjectBuilder(laboratory)
        {
            Bugs = [.. text.Bugs.Select(SubjectBuilder.Bug)],
            Scenario = text.Scenario,
            Regime = text.Parameters.GetValueOrDefault(RegimeKey),
            Readers = text.Parameters.GetValueOrDefault(ReadersKey),
            Maps = text.Layout.Count == 0 ? null : MapsFile.Read(text.Layout),
            Failures = text.Failures,
        };
        return builder.Build();
    }
}
