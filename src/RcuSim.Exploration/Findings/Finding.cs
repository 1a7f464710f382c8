using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>
/// A broken rule, with its proof and how to see it again. A value: it outlives its explorer.
/// </summary>
public sealed class Finding
{
    private const int MostRows = 400;

    /// <summary>The violation.</summary>
    public required Violation Violation { get; init; }

    /// <summary>What makes the execution again.</summary>
    public required Witness Witness { get; init; }

    /// <summary>Which execution of its exploration that was, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Every event, setup included.</summary>
    public required IReadOnlyList<Event> Log { get; init; }

    /// <summary>The execution as a replay file remembers it.</summary>
    public required ReplayExecution Record { get; init; }

    /// <summary>
    /// The execution as text, one column a thread; of a long one what is near the proof. It depends on the
    /// execution alone.
    /// </summary>
    public required string Timeline { get; init; }

    /// <summary>Describes an execution that broke a rule.</summary>
    /// <param name="result">The execution, the last of its explorer.</param>
    /// <param name="scenario">What ran.</param>
    /// <param name="number">Which execution of its exploration it was, from 1.</param>
    public static Finding Of(ExecutionResult result, Scenario scenario, long number)
    {
        var history = result.History;
        var schedule = Schedule.From(result.Witness);
        var violation = result.Violation
            ?? throw new ArgumentException("the execution broke no rule", nameof(result));
        string whole = Explaining.Timeline.Draw(history, violation, schedule.Conflicts);
        return new()
        {
            Violation = violation,
            Witness = schedule,
            Number = number,
            Log = [.. history.Log.Events],
            Record = ReplayExecution.Of(
                history,
                violation,
                schedule.Steps,
                schedule.Choices,
                schedule.Conflicts,
                whole,
                thread => ThreadLabels.Of(scenario, thread)),
            Timeline = whole.AsSpan().Count('\n') <= MostRows
                ? whole
                : Explaining.Timeline.Draw(history, violation, schedule.Conflicts, new() { Rows = MostRows }),
        };
    }
}
