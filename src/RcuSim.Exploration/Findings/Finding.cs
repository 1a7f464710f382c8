using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>
/// A broken rule, with its proof and how to see it again. A value: it outlives its explorer.
/// </summary>
public sealed class Finding
{
    private const int MostRows = 400;

    /// <summary>Creates a finding of what its members say.</summary>
    internal Finding(
        Violation violation,
        Witness witness,
        long number,
        IReadOnlyList<Event> log,
        ReplayExecution record,
        string timeline)
    {
        Violation = violation;
        Witness = witness;
        Number = number;
        Log = log;
        Record = record;
        Timeline = timeline;
    }

    /// <summary>The violation.</summary>
    public Violation Violation { get; }

    /// <summary>What makes the execution again.</summary>
    internal Witness Witness { get; }

    /// <summary>Which execution of its exploration that was, from 1.</summary>
    public long Number { get; }

    /// <summary>Every event, setup included.</summary>
    public IReadOnlyList<Event> Log { get; }

    /// <summary>
    /// The execution as text, one column a thread; of a long one what is near the proof. It depends on the
    /// execution alone.
    /// </summary>
    public string Timeline { get; }

    /// <summary>The execution as a replay file remembers it.</summary>
    internal ReplayExecution Record { get; }

    /// <summary>Runs the execution again and compares it step by step.</summary>
    /// <param name="engine">Who follows it; any that runs threads side by side.</param>
    /// <param name="options">What it is an execution of.</param>
    /// <param name="difference">Empty, or the first difference.</param>
    /// <returns>The same finding; null if anything differs.</returns>
    public Finding? Replay(Engine engine, ExecutionOptions options, out string difference) =>
        new FindingReplay(Record).Run(engine, options, out difference);

    /// <summary>The story: the violation, its explanation, the timeline.</summary>
    public override string ToString() => $"{Violation}\n{Timeline}";

    /// <summary>Describes an execution that broke a rule.</summary>
    /// <param name="result">The execution, the last of its explorer.</param>
    /// <param name="number">Which execution of its exploration it was, from 1.</param>
    internal static Finding Of(ExecutionResult result, long number)
    {
        var history = result.History;
        var schedule = Schedule.From(result.Witness);
        var violation = result.Violation
            ?? throw new ArgumentException("the execution broke no rule", nameof(result));
        string whole = Explaining.Timeline.Draw(history, violation, result.Shown);
        var record = ReplayExecution.Of(
            history,
            violation,
            schedule.Steps,
            schedule.Choices,
            schedule.Conflicts,
            whole);
        string timeline = whole.AsSpan().Count('\n') <= MostRows
            ? whole
            : Explaining.Timeline.Draw(history, violation, result.Shown, new() { Rows = MostRows });
        return new(violation, schedule, number, [.. history.Log.Events], record, timeline);
    }
}
