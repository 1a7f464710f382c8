using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What must hold of a scenario and of the options of its executions before anything runs.</summary>
internal static class ScenarioRules
{
    private const int LongestName = 64;

    private static readonly string[] taken =
        [ThreadName.Setup.Label, ThreadName.Teardown.Label];

    /// <summary>Checks both.</summary>
    /// <exception cref="ArgumentException">An option has no meaning.</exception>
    /// <exception cref="ScenarioException">The scenario is badly formed.</exception>
    public static void Check(ExecutionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Present(options.Scenario, nameof(options.Scenario), "a scenario");
        Present(options.Failures, nameof(options.Failures), "a plan, or FailurePlan.None");
        Present(options.Oracles, nameof(options.Oracles), "what makes the rules afresh");
        AtLeast(1, options.MostEvents, nameof(options.MostEvents));
        if (options.MostSilence <= TimeSpan.Zero && options.MostSilence != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"MostSilence is {options.MostSilence}: expected more than 0, or Timeout.InfiniteTimeSpan");
        }

        Check(options.Scenario);
    }

    /// <summary>Refuses an option that is missing.</summary>
    public static void Present(object? value, string name, string expected)
    {
        if (value is null)
        {
            throw new ArgumentException($"{name} is null: expected {expected}", name);
        }
    }

    /// <summary>Refuses an option that is too small.</summary>
    public static void AtLeast(long least, long value, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}: expected {least} or more");
        }
    }

    /// <summary>Checks a scenario by itself.</summary>
    /// <exception cref="ScenarioException">It is badly formed.</exception>
    public static void Check(Scenario scenario)
    {
        Name(scenario.Name, " ", $"the name of scenario {scenario.GetType().Name}");
        if (scenario.Actors is not { } actors || actors.Count is 0 or > ThreadName.MostActors)
        {
            throw new ScenarioException(
                $"scenario {scenario.Name} has {scenario.Actors?.Count ?? 0} actors: "
                + $"expected 1 to {ThreadName.MostActors}");
        }

        var labels = new HashSet<string>(taken, StringComparer.Ordinal);
        for (int i = 0; i < actors.Count; i++)
        {
            string what = $"actor {i + 1} of scenario {scenario.Name}";
            string label = actors[i]?.Label ?? throw new ScenarioException($"{what} is null");
            Name(label, "", $"the label of {what}");
            if (!labels.Add(label))
            {
                throw new ScenarioException(taken.Contains(label)
                    ? $"{what} is called '{label}', as a thread of the library is: expected another label"
                    : $"{what} is called '{label}', as one before: expected labels that differ");
            }
        }

        Late(scenario, labels);
    }

    /// <summary>Those that others start are actors, and somebody is left to start them.</summary>
    private static void Late(Scenario scenario, HashSet<string> labels)
    {
        string where = $"StartedLater of scenario {scenario.Name}";
        var late = scenario.StartedLater
            ?? throw new ScenarioException($"{where} is null: expected labels of actors, or none");
        if (late.FirstOrDefault(label => taken.Contains(label) || !labels.Contains(label)) is { } unknown)
        {
            throw new ScenarioException($"{where} has '{unknown}': expected labels of actors");
        }

        if (scenario.Actors.All(actor => late.Contains(actor.Label)))
        {
            throw new ScenarioException(
                $"{where} has all actors: expected at least one that begins by itself");
        }
    }

    /// <summary>Names go into file names, failure plans and schedules.</summary>
    private static void Name(string? name, string besides, string what)
    {
        bool fits = name is { Length: > 0 and <= LongestName } && char.IsAsciiLetterOrDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'
                || besides.Contains(letter));
        if (!fits)
        {
            string blank = besides.Length == 0 ? "" : "blanks, ";
            throw new ScenarioException($"{what} is '{name}': expected 1 to {LongestName} letters, digits, "
                + $"{blank}'-', '_' or '.', a letter or digit first");
        }
    }
}
