using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What was checked, as a replay file remembers it, and back.</summary>
internal static class SubjectText
{
    private const string RegimeKey = "regime";
    private const string ReadersKey = "readers";

    /// <summary>The form for a file.</summary>
    public static ReplaySubject Of(Subject subject)
    {
        var parameters = new Dictionary<string, string>();
        if (subject.HasRegime)
        {
            parameters[RegimeKey] = Regime.NameOf(subject.Options.Regime);
        }

        if (subject.Options.Readers is { } readers)
        {
            parameters[ReadersKey] = $"{readers}";
        }

        return new(subject.Scenario.Name)
        {
            Parameters = parameters,
            Layout = subject.Options.Layout is { } layout ? LayoutText.Lines(layout) : [],
            Bugs = subject.BugIds,
            Failures = subject.Failures.ToString(),
        };
    }

    /// <summary>Builds what a file is about, or says why that cannot be.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="catalogue">What can be named.</param>
    public static SubjectCreation Read(ReplaySubject text, Catalogue catalogue) =>
        SubjectCreation.Of(() => Request(text).Read(catalogue));

    /// <summary>
    /// The first way in which what a file says differs from how this program would say it; null if it does
    /// not. So nothing in it is passed over.
    /// </summary>
    public static string? Difference(ReplaySubject recorded, ReplaySubject actual)
    {
        // Files of earlier builds name the default variant of scenarios that have none.
        var said = recorded.Parameters.Where(parameter => actual.Parameters.ContainsKey(RegimeKey)
            || parameter.Key != RegimeKey || parameter.Value != Regime.NameOf(Regime.Default)).ToDictionary();
        return Lines(recorded, said).Zip(Lines(actual, actual.Parameters))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"the file has subject.{pair.First}, expected {pair.Second}").FirstOrDefault();
    }

    private static SubjectRequest Request(ReplaySubject text)
    {
        var unknown = text.Parameters.Keys.Except([RegimeKey, ReadersKey]).ToList();
        if (unknown.Count > 0)
        {
            throw new SubjectException($"unknown parameter '{unknown[0]}'");
        }

        var maps = text.Layout.Count == 0 ? null : LayoutText.Read(text.Layout);
        if (maps is { Layout: null })
        {
            throw new SubjectException($"layout: {maps.Error}");
        }

        return new()
        {
            Bugs = text.Bugs,
            Scenario = text.Scenario,
            Regime = text.Parameters.GetValueOrDefault(RegimeKey),
            Readers = text.Parameters.GetValueOrDefault(ReadersKey),
            Layout = maps?.Layout,
            Notes = maps?.Notes ?? [],
            Failures = text.Failures,
            FailuresSource = "subject.failures",
            ReadersSource = "subject.parameters.readers",
        };
    }

    private static IEnumerable<string> Lines(
        ReplaySubject subject, IReadOnlyDictionary<string, string> parameters) =>
    [
        $"scenario '{subject.Scenario}'",
        $"parameters '{string.Join(", ", parameters.Select(p => $"{p.Key}={p.Value}").Order())}'",
        $"bugs '{string.Join(", ", subject.Bugs)}'",
        $"failures '{subject.Failures}'",
        $"layout of {subject.Layout.Count} lines",
        .. subject.Layout.Select(line => $"layout line '{line}'"),
    ];
}
