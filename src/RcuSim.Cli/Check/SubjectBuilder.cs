using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>Builds what is to be checked from words, or says what is wrong with them.</summary>
/// <param name="laboratory">What is known.</param>
internal sealed class SubjectBuilder(Laboratory laboratory)
{
    /// <summary>The bugs switched on.</summary>
    public IReadOnlyList<Bug> Bugs { get; init; } = [];

    /// <summary>The scenario's name; null: that of the first bug, else the default.</summary>
    public string? Scenario { get; init; }

    /// <summary>The regime's name; null: v3.</summary>
    public string? Regime { get; init; }

    /// <summary>The number of readers; null: the scenario's own.</summary>
    public string? Readers { get; init; }

    /// <summary>What <see cref="Readers"/> was given as, for what is said of it.</summary>
    public string ReadersSource { get; init; } = "--readers";

    /// <summary>The parent's mappings; null: the scenario's own.</summary>
    public MapsFile? Maps { get; init; }

    /// <summary>The failure plan; null: the scenario's own.</summary>
    public string? Failures { get; init; }

    /// <summary>What <see cref="Failures"/> was given as, for what is said of it.</summary>
    public string FailuresSource { get; init; } = "--fail";

    /// <summary>Finds a bug by its identifier.</summary>
    public static Bug Bug(string id) => Choice.Of("bug", id, Gallery.All, bug => bug.Id);

    /// <summary>Builds it.</summary>
    public Subject Build()
    {
        string name = Scenario ?? (Bugs.Count > 0 ? Bugs[0].Scenario : laboratory.Scenarios[0].Name);
        var info = Choice.Of("scenario", name, laboratory.Scenarios, s => s.Name);
        var options = new ScenarioOptions
        {
            Regime = ReadRegime(),
            Layout = Maps?.Layout,
            Readers = Readers is null
                ? null
                : (int)Number.Whole(ReadersSource, Readers, 1, ScenarioOptions.MostReaders),
        };
        var creation = laboratory.Create(info.Name, options);
        var scenario = creation.Scenario ?? throw new CommandException(
            creation.IsUnsupported ? ExitCode.Unsupported : ExitCode.Usage, creation.Error);
        return new()
        {
            Scenario = scenario,
            Options = options,
            Bugs = Bugs,
            Failures = ReadFailures(Failures ?? info.FailurePlan, scenario),
            Notes = Maps?.Notes ?? [],
        };
    }

    private ForkRegime ReadRegime()
    {
        string name = Regime ?? Cli.Regime.NameOf(Cli.Regime.Default);
        var regime = Choice.Of("regime", name, Cli.Regime.All, r => r.Name);
        return regime.Supported ? regime.Kind : throw CommandException.Unsupported(
            $"regime '{regime.Name}' is not modelled yet: {regime.Summary}; supported: "
            + string.Join(", ", Cli.Regime.All.Where(r => r.Supported).Select(r => r.Name)));
    }

    private FailurePlan ReadFailures(string text, Scenario scenario)
    {
        if (text.Length == 0)
        {
            return FailurePlan.None;
        }

        var plan = FailurePlan.Parse(text, out string error)
            ?? throw CommandException.Usage($"{FailuresSource}: {error}");
        List<string> threads =
        [
            "*",
            .. scenario.Actors.Select(actor => actor.Label),
            ThreadName.Callbacks.Label,
            ThreadName.Finish.Label,
        ];
        foreach (var rule in plan.Rules)
        {
            string source = $"{FailuresSource} '{rule}'";
            if (!threads.Contains(rule.Thread))
            {
                throw CommandException.Usage($"{source}: {scenario.Name} has no thread '{rule.Thread}'; "
                    + $"expected one of {string.Join(", ", threads)}");
            }

            if (rule.What != "*" && !laboratory.FailureKinds.Any(kind => kind.Name == rule.What))
            {
                throw CommandException.Usage($"{source}: no '{rule.What}' can fail; expected one of *, "
                    + string.Join(", ", laboratory.FailureKinds.Select(kind => kind.Name)));
            }
        }

        return plan;
    }
}
