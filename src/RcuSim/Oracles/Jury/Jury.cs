using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// Reports each event to the history and then the step to every oracle that wants its kind. The basic rules,
/// on memory, locks, callbacks and standstills, are always among them, and come first.
/// </summary>
internal sealed class Jury : IEventSink, IReversible
{
    /// <summary>
    /// An oracle's <see cref="IOracle.Take"/>: a delegate is called faster than an interface.
    /// </summary>
    private delegate Violation? Judge(in Step step, ExecutionHistory history);

    private delegate void Listener(in Step step, ExecutionHistory history);

    private static readonly int rows = Enum.GetValues<OperationKind>().Length;
    private readonly IReadOnlyList<IOracle> oracles;
    private readonly IReadOnlyList<IStepReader> readers;
    private readonly Judge[][] judges;
    private readonly Judge[][] censors;
    private readonly Listener[][] listeners;
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
            new MemorySafety(),
            new LockRules(),
            new LockWords(),
            new HeldAtEnd(),
            new SingleCallback(),
            new SingleStart(),
            new Deadlock(),
            .. oracles,
        ];
        this.readers = [.. readers, .. this.oracles.SelectMany(oracle => oracle.Needs).Distinct()];
        judges = Table<IOracle, Judge>(this.oracles, o => o.Kinds, o => o.Sites, o => o.Take);
        censors = Table<IOracle, Judge>(this.oracles, o => o.Refused, _ => 0, o => o.Take);
        listeners = Table<IStepReader, Listener>(this.readers, r => r.Kinds, r => r.Sites, r => r.Take);
    }

    /// <summary>What has happened.</summary>
    public ExecutionHistory History { get; }

    /// <summary>The first rule that was broken, or null. Marks do not bring it back: a jury that goes back to
    /// one has found nothing yet.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>True to pass over latent violations: the harm that comes of them is looked for.</summary>
    public bool SeeksHarm { get; set; }

    /// <inheritdoc/>
    public void Take(in Event item)
    {
        var step = History.Take(item);
        int row = Row(step.Event.Operation);
        foreach (var listen in listeners[row])
        {
            listen(step, History);
        }

        foreach (var judge in (step.HasEffect ? judges : censors)[row])
        {
            if (judge(step, History) is { } violation)
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

    /// <summary>Notes a broken rule; only the first that is not passed over counts.</summary>
    public void Report(Violation violation)
    {
        if (!SeeksHarm || !violation.Kind.IsLatent)
        {
            Violation ??= violation;
        }
    }

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

    /// <summary>Observations have a row for each kind of site, behind those of the other events.</summary>
    private static int Row(in Operation operation) => operation.Kind == OperationKind.Observe
        ? rows + (int)Site.KindOf(operation.Site)
        : (int)operation.Kind;

    private static TCall[][] Table<T, TCall>(
        IReadOnlyList<T> all, Func<T, ulong> kinds, Func<T, ulong> sites, Func<T, TCall> call) =>
    [
        .. Enum.GetValues<OperationKind>().Select(
            kind => all.Where(one => EventMask.Has(kinds(one), kind)).Select(call).ToArray()),
        .. Enum.GetValues<SiteKind>().Select(site => all.Where(
            one => EventMask.Has(kinds(one), OperationKind.Observe) && SiteMask.Has(sites(one), site))
            .Select(call).ToArray()),
    ];

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
