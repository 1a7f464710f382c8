using System.CommandLine;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>Reads from the words of <c>check</c> what to check, or says what is wrong with them.</summary>
/// <param name="parsed">The words.</param>
/// <param name="options">Which is which.</param>
/// <param name="laboratory">What is known.</param>
internal sealed class SubjectReader(ParseResult parsed, CheckOptions options, Laboratory laboratory)
{
    /// <summary>What to check.</summary>
    public Subject Read()
    {
        var bugs = ReadBugs();
        var info = ReadInfo(bugs);
        var regime = ReadRegime();
        int? readers = parsed.GetValue(options.Readers) is { } count
            ? (int)Number.Whole("--readers", count, 1, ScenarioOptions.MostReaders)
            : null;
        var maps = parsed.GetValue(options.Maps) is { } path ? MapsFile.Read(path) : null;
        var chosen = new ScenarioOptions
        {
            Regime = regime,
            Layout = maps?.Layout,
            Readers = readers,
            Switches = bugs.Aggregate(BugSwitch.None, (all, bug) => all | bug.Switch),
        };
        var scenario = Create(info, chosen);
        return new()
        {
            Scenario = scenario,
            Options = chosen,
            Bugs = bugs,
            Failures = ReadFailures(info, scenario),
            Notes = maps?.Notes ?? [],
        };
    }

    private List<Bug> ReadBugs()
    {
        var named = (parsed.GetValue(options.Bugs) ?? [])
            .Select(id => Choice.Of("bug", id, BugCatalogue.All, bug => bug.Id)).Distinct();
        return [.. named];
    }

    private ScenarioInfo ReadInfo(List<Bug> bugs)
    {
        string name = parsed.GetValue(options.Scenario)
            ?? (bugs.Count > 0 ? bugs[0].Scenario : laboratory.Scenarios[0].Name);
        return Choice.Of("scenario", name, laboratory.Scenarios, s => s.Name);
    }

    private Mm.ForkRegime ReadRegime()
    {
        string name = parsed.GetValue(options.Regime) ?? nameof(Mm.ForkRegime.V3);
        var regime = Choice.Of("regime", name, Regime.All, r => r.Name);
        return regime.Supported ? regime.Kind : throw CommandException.Unsupported(
            $"regime '{regime.Name}' is not modelled yet: {regime.Summary}; "
            + $"supported: {string.Join(", ", Regime.All.Where(r => r.Supported).Select(r => r.Name))}");
    }

    private Scenario Create(ScenarioInfo info, ScenarioOptions chosen)
    {
        var creation = laboratory.Create(info.Name, chosen);
        return creation.Scenario ?? throw new CommandException(
            creation.IsUnsupported ? ExitCode.Unsupported : ExitCode.Usage, creation.Error);
    }

    private FailurePlan ReadFailures(ScenarioInfo info, Scenario scenario)
    {
        string text = parsed.GetValue(options.Fail) ?? info.FailurePlan;
        if (text.Length == 0)
        {
            return FailurePlan.None;
        }

        var plan = FailurePlan.Parse(text, out string error)
            ?? throw CommandException.Usage($"--fail: {error}");
        List<string> threads =
        [
            "*",
            .. scenario.Actors.Select(actor => actor.Label),
            ThreadName.Callbacks.Label,
            ThreadName.Finish.Label,
        ];
        var stray = plan.Rules.FirstOrDefault(rule => !threads.Contains(rule.Thread));
        return stray is null ? plan : throw CommandException.Usage(
            $"--fail '{stray}': {scenario.Name} has no thread '{stray.Thread}'; "
            + $"expected one of {string.Join(", ", threads)}");
    }
}
