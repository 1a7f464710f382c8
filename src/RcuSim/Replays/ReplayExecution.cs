using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>One execution: what was free in it, and what came of it.</summary>
internal sealed record ReplayExecution
{
    /// <summary>
    /// The fields whose accesses are scheduling points, by name: see <see cref="ConflictNames"/>.
    /// </summary>
    public required IReadOnlyList<string> Conflicts { get; init; }

    /// <summary>Which thread ran on at each scheduling point.</summary>
    public required IReadOnlyList<ReplayRun> Schedule { get; init; }

    /// <summary>Every other choice, in order.</summary>
    public required IReadOnlyList<int> Choices { get; init; }

    /// <summary>Digest of what setup did.</summary>
    public required string Setup { get; init; }

    /// <summary>The events that threads can see of each other, as text.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The kind of the rule that was broken.</summary>
    public required ViolationKind Kind { get; init; }

    /// <summary>What happened, as one message.</summary>
    public required string Message { get; init; }

    /// <summary>Digest of the timeline.</summary>
    public required string Timeline { get; init; }

    /// <summary>Describes an execution that broke a rule.</summary>
    /// <param name="history">Its history.</param>
    /// <param name="violation">The rule that was broken.</param>
    /// <param name="steps">The thread chosen at each scheduling point.</param>
    /// <param name="choices">The other choices.</param>
    /// <param name="conflicts">The fields whose accesses were scheduling points.</param>
    /// <param name="timeline">Its whole timeline.</param>
    public static ReplayExecution Of(
        ExecutionHistory history,
        Violation violation,
        IReadOnlyList<ThreadName> steps,
        IReadOnlyList<int> choices,
        ConflictSet conflicts,
        string timeline) => new()
        {
            Conflicts = ConflictNames.Of(conflicts),
            Schedule = ReplayRun.Join(steps),
            Choices = choices,
            Setup = ReplayEvents.DigestOfSetup(history),
            Events = ReplayEvents.Of(history, conflicts),
            Kind = violation.Kind,
            Message = violation.Message,
            Timeline = ReplayEvents.Digest(timeline),
        };

    /// <summary>
    /// The first way in which another execution differs from this one; null if it is the same.
    /// </summary>
    public string? Difference(ReplayExecution actual)
    {
        if (actual.Setup != Setup)
        {
            return "step 0 differs: the scenario is set up in another way than when the file was written";
        }

        if (EventDifference(actual.Events) is { } difference)
        {
            return difference;
        }

        if (actual.Kind != Kind || actual.Message != Message)
        {
            return $"the violation differs: the file has {Kind}, '{Message}'; "
                + $"this program finds {actual.Kind}, '{actual.Message}'";
        }

        return actual.Timeline == Timeline
            ? FirstDifference("execution.conflicts: entry", Conflicts, actual.Conflicts)
                ?? FirstDifference("execution.schedule: entry", Labels(Schedule), Labels(actual.Schedule))
                ?? FirstDifference("execution.choices: entry", Texts(Choices), Texts(actual.Choices))
            : "the timeline differs, though every step is the same";
    }

    /// <summary>
    /// The first step at which other events differ from this execution's; null if they do not.
    /// </summary>
    public string? EventDifference(IReadOnlyList<string> actual) => FirstDifference("step", Events, actual);

    private static string? FirstDifference(
        string what, IEnumerable<string> recorded, IEnumerable<string> actual)
    {
        const string end = "the end";
        using IEnumerator<string> mine = recorded.GetEnumerator(), other = actual.GetEnumerator();
        for (int number = 1; ; number++)
        {
            string? my = mine.MoveNext() ? mine.Current : null;
            string? its = other.MoveNext() ? other.Current : null;
            if (my != its)
            {
                return $"{what} {number} differs: the file has '{my ?? end}'; "
                    + $"this program does '{its ?? end}'";
            }

            if (my is null)
            {
                return null;
            }
        }
    }

    private static IEnumerable<string> Labels(IEnumerable<ReplayRun> runs) =>
        runs.SelectMany(run => Enumerable.Repeat(run.Label, run.Count));

    private static IEnumerable<string> Texts(IEnumerable<int> numbers) => numbers.Select(n => $"{n}");
}
