using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// The operations of a structure, run side by side, answer as they would one after another: each seems to
/// take effect at one instant between its begin and its end. One that has not ended may have taken effect.
/// </summary>
/// <remarks>
/// <para>An operation is what lies between <see cref="OperationSpan.BeginOperation{TMachine}"/>, whose
/// subject is its argument, and its end; what it answers is what was observed last in between at a site of
/// kind <see cref="SiteKind.Result"/>, 0 if nothing was. One inside another is part of it. One that its
/// thread never ends, or ends by another's name, is an <see cref="ViolationKind.OperationMisuse"/>.</para>
/// <para>Wing, Gong: Testing and Verifying Concurrent Objects (1993), in the form of Lowe: Testing for
/// Linearizability (2017), just-in-time: whenever an operation ends, those in progress take effect in every
/// order that lets it answer so; configurations that are equal are kept once.</para>
/// </remarks>
public sealed class Linearizability : IOracle
{
    private const int Most = 1 << 16;
    private readonly SequentialModel model;
    private readonly HashSet<ushort> sites;
    private readonly ReversibleList<Call> calls = new();
    private readonly ReversibleList<Configuration> configurations = new();
    private readonly OpenOperations inside = new();
    private readonly ReversibleArray<int> open = new(256);
    private readonly ReversibleArray<ulong> results = new(256);

    /// <summary>Creates the rule for one structure.</summary>
    /// <param name="model">What its operations do one after another.</param>
    /// <param name="operations">The sites, of kind <see cref="SiteKind.Operation"/>, that begin them.</param>
    /// <exception cref="ArgumentException">No site is given, or one is of another kind.</exception>
    public Linearizability(SequentialModel model, params IReadOnlyList<Site> operations)
    {
        var wrong = operations.FirstOrDefault(site => site.Kind != SiteKind.Operation);
        if (operations.Count == 0 || wrong is not null)
        {
            string found = wrong is null ? "there is none" : $"{wrong} is of kind {wrong.Kind}";
            throw new ArgumentException($"sites of kind Operation are expected, {found}", nameof(operations));
        }

        this.model = model;
        sites = [.. operations.Select(site => site.Number)];
        configurations.Change().Add(new(model.Start));
    }

    /// <inheritdoc/>
    ulong IOracle.Kinds =>
        EventMask.Of(OperationKind.Observe, OperationKind.End, OperationKind.CallbackEnd);

    /// <inheritdoc/>
    ulong IOracle.Sites => SiteMask.Of(SiteKind.Operation, SiteKind.Result, SiteKind.OperationEnd);

    /// <inheritdoc/>
    Violation? IOracle.Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (item.Operation.Kind != OperationKind.Observe)
        {
            bool goesOn = item.Operation.Kind == OperationKind.CallbackEnd && !item.Thread.IsCallback;
            return goesOn ? null : inside.EndThread(item.Thread, step.Position, history);
        }

        ushort thread = item.Thread.Number;
        switch (Site.KindOf(item.Operation.Site))
        {
            case SiteKind.Operation when sites.Contains(item.Operation.Site):
                Begin(item, step.Position);
                return null;
            case SiteKind.Result:
                results.Change(thread) = item.Operation.Value;
                return null;
            case SiteKind.OperationEnd when sites.Contains((ushort)item.Operation.Value):
                var misuse = inside.End(item, step.Position, history);
                return misuse is null && inside.Depth(item.Thread) == 0
                    ? End(open[thread] - 1, results[thread], step.Position, history)
                    : misuse;
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    void IReversible.Mark()
    {
        calls.Mark();
        configurations.Mark();
        inside.Mark();
        open.Mark();
        results.Mark();
    }

    /// <inheritdoc/>
    void IReversible.BackTo(int mark)
    {
        calls.BackTo(mark);
        configurations.BackTo(mark);
        inside.BackTo(mark);
        open.BackTo(mark);
        results.BackTo(mark);
    }

    private void Begin(in Event item, int position)
    {
        if (inside.Depth(item.Thread) == 0)
        {
            var site = Site.Find(item.Operation.Site)!;
            calls.Change().Add(new(item.Thread, site, item.Operation.Value, position, Moment.Never, 0));
            open.Change(item.Thread.Number) = calls.Count;
            results.Change(item.Thread.Number) = 0;
        }

        inside.Begin(item, position);
    }

    private Violation? End(int ended, ulong result, int position, ExecutionHistory history)
    {
        calls.Change()[ended] = calls[ended] with { End = position, Result = result };
        var fitting = new List<Configuration>();
        var refused = new List<(Configuration Before, ulong Answer)>();
        var known = new HashSet<Configuration>();
        var queue = new Queue<Configuration>(configurations.Read);
        while (queue.TryDequeue(out var next))
        {
            if (next.AnswerOf(ended) is { } answer)
            {
                if (answer != result)
                {
                    refused.Add((next, answer));
                }
                else if (next.Without(ended) is var fits && !fitting.Contains(fits))
                {
                    fitting.Add(fits);
                }

                continue;
            }

            foreach (var further in Further(next, ended).Where(known.Add))
            {
                queue.Enqueue(further);
            }

            if (known.Count > Most)
            {
                throw new InvalidOperationException(
                    $"more than {Most} states are possible: too many operations run side by side");
            }
        }

        if (fitting.Count == 0)
        {
            return LinearizabilityText.Describe(calls.Read, ended, refused, history);
        }

        var now = configurations.Change();
        now.Clear();
        now.AddRange(fitting);
        return null;
    }

    /// <summary>What may take effect next: an operation in progress, or the one that ends.</summary>
    private IEnumerable<Configuration> Further(Configuration from, int ended)
    {
        for (int i = 0; i < calls.Count; i++)
        {
            if ((i == ended || calls[i].End == Moment.Never) && from.AnswerOf(i) is null)
            {
                yield return from.With(model, i, calls[i]);
            }
        }
    }
}
