using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Runs a replay file's execution again and compares it step by step.</summary>
/// <param name="file">The file.</param>
/// <param name="laboratory">What is known.</param>
internal sealed class ReplayRunner(ReplayFile file, Laboratory laboratory)
{
    /// <summary>Runs it on an engine.</summary>
    /// <returns>The same violation; anything else ends in a <see cref="CommandException"/>.</returns>
    public ViolationReport Run(EngineInfo engine)
    {
        var subject = SubjectText.Read(file.Subject, laboratory);
        if (SubjectText.Difference(file.Subject, SubjectText.Of(subject)) is { } difference)
        {
            throw Misfit(difference);
        }

        using var explorer = Campaign.CreateExplorer(new()
        {
            Scenario = subject.Scenario,
            Bugs = subject.Options.Switches,
            Failures = subject.Failures,
            Engine = engine.Kind,
            Strategy = engine.Strategies[0].Name,
            Limits = subject.Limits,
            Oracles = laboratory.Oracles,
        });
        var execution = explorer.Execution;
        var conflicts = ConflictNames.Parse(file.Execution.Conflicts, out string error)
            ?? throw Misfit(error);
        var steps = ReplayRun.Split(file.Execution.Schedule, label => NumberOf(execution, label), out error)
            ?? throw Misfit(error);
        execution.Filter.Conflicts = conflicts;
        bool fits = explorer.Replay(new(steps, file.Execution.Choices));
        Compare(execution, conflicts, fits);
        return ViolationReport.Of(execution.State, conflicts);
    }

    private static CommandException Misfit(string how) => CommandException.Usage($"does not fit: {how}");

    private static byte? NumberOf(OnlineExecution execution, string label) =>
        execution.Slots.FirstOrDefault(slot => slot.Thread.Name.Label == label)?.Number;

    private void Compare(OnlineExecution execution, ConflictSet conflicts, bool fits)
    {
        var state = execution.State;
        if (ReplayEvents.DigestOfSetup(state) == file.Execution.Setup && (!fits || state.Violation is null))
        {
            throw Misfit(file.Execution.EventDifference(ReplayEvents.Of(state, conflicts))
                ?? "every step is the same, but nothing is violated");
        }

        var schedule = execution.Schedule;
        var actual = state.Violation is null
            ? file.Execution with { Setup = "" }
            : Describe(execution, schedule, conflicts);
        if (file.Execution.Difference(actual) is { } difference)
        {
            throw Misfit(difference);
        }
    }

    /// <summary>Describes a violation that was found, in the form of a file.</summary>
    public static ReplayExecution Describe(
        OnlineExecution execution, Schedule schedule, ConflictSet conflicts) => ReplayExecution.Of(
            execution.State,
            schedule.Steps,
            schedule.Choices,
            conflicts,
            number => execution.Slots.First(slot => slot.Number == number).Thread.Name.Label);
}
