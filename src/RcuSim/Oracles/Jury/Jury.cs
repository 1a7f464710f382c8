using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// Reports each event to the history and then the step to every oracle that wants its kind. The basic rules,
/// on memory, locks, callbacks and standstills, are always among them, and come first.
/// </summary>
public sealed class Jury : IEventSink, IReversible
{
    private readonly IReadOnlyList<IOracle> oracles;
    private readonly IReadOnlyList<IStepReader> readers;
    private readonly IOracle[][] judges;
    private readonly IStepReader[][] listeners;
    private int marks;

    /// <summary>Creates a jury on an execution that has yet to begin.</summary>
    /// <param name="history">The history that its events make.</param>
    /// <param name="oracles">The rules besides the basic ones.</param>
    /// <param name="readers">Who else gets each step.</param>
    public Jury(
        ExecutionHistory history, IReadOnlyList<IOracle> oracles, params IReadOnlyList<IStepReader> readers)
    {
        History = history;
        this.oracles =
        [
            new MemorySafety(), new LockRules(), new SingleCallback(), new Deadlock(), .. oracles,
        ];
        this.readers = [.. readers, .. this.oracles.SelectMany(oracle => oracle.Needs).Distinct()];
        var kinds = Enum.GetValues<OperationKind>();
        judges = [.. kinds.Select(k => this.oracles.Where(o => EventMask.Has(o.Kinds, k)).ToArray())];
        listeners = [.. kinds.Select(k => this.readers.Where(r => EventMask.Has(r.Kinds, k)).ToArray())];
    }

    /// <summary>What has happened.</summary>
    public ExecutionHistory History { get; }

    /// <summary>The first rule that was broken, or null. Marks do not bring it back: a jury that goes back to
    /// one has found nothing yet.</summary>
    public Violation? Violation { get; private set; }

    /// <inheritdoc/>
    public void Take(in Event item)
    {
        var step = History.Take(item);
        int kind = (int)step.Event.Operation.Kind;
        foreach (var reader in listeners[kind])
        {
            reader.Take(step, History);
        }

        foreach (var oracle in judges[kind])
        {
            if (oracle.Take(step, History) is { } violation)
            {
                Report(violation);
            }
        }
    }

    /// <summary>Takes in that all threads have ended.</summary>
    public void End()
    {
        foreach (var oracle in oracles)
        {
            if (oracle.AtEnd(History) is { } violation)
            {
                Report(violation);
            }
        }
    }

    /// <summary>Takes in that some threads have not ended and none can run.</summary>
    public void StandStill(IReadOnlyList<Waiting> waiting)
    {
        foreach (var oracle in oracles)
        {
            if (oracle.AtStandstill(waiting, History) is { } violation)
            {
                Report(violation);
            }
        }
    }

    /// <summary>Notes a broken rule; only the first counts.</summary>
    public void Report(Violation violation) => Violation ??= violation;

    /// <inheritdoc/>
    public void Mark()
    {
        marks++;
        ForAll(reversible => reversible.Mark());
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mark, marks);
        marks = mark + 1;
        Violation = null;
        ForAll(reversible => reversible.BackTo(mark));
    }

    private void ForAll(Action<IReversible> action)
    {
        action(History);
        foreach (var reader in readers)
        {
            action(reader);
        }

        foreach (var oracle in oracles)
        {
            action(oracle);
        }
    }
}
