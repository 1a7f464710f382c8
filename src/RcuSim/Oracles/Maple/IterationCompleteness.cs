using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>
/// I2 for iterations. One search step returns an entry that was there at some instant of the step, and passes
/// over none that has been there since the step before began.
/// </summary>
/// <remarks>
/// No stricter condition holds; each of these happens in the real algorithm (docs/concurrency.md):
/// <list type="bullet">
/// <item>a cursor in a leaf that has been replaced finds what was there before until the leaf is marked dead,
/// even after a lookup has found the new value: so there is no order between the steps of different
/// cursors;</item>
/// <item>a boundary may move after a call has read it and before that call returns: so what may not be passed
/// over is judged from the beginning of the call that read it, not from its return;</item>
/// <item>a step down takes the upper boundary of what it finds from the call before: so what it finds is
/// judged from there too. A step up reads both.</item>
/// </list>
/// A slot that was filled after its pivot had moved is excused, as in <see
/// cref="LookupLinearizability"/>.
/// </remarks>
/// <param name="trees">What the trees mean.</param>
internal sealed class IterationCompleteness(TreeHistories trees) : IOracle
{
    private readonly ReversibleArray<SearchStep> steps = new(256);
    private readonly ReversibleItems<CursorPositions> positions = new(256);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Lookup, SiteKind.Search);

    /// <inheritdoc/>
    public IReadOnlyList<IStepReader> Needs => [trees];

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        return Site.KindOf(item.Operation.Site) switch
        {
            SiteKind.Lookup => Look(ref steps.Change(item.Thread.Number), item, step.Position, history),
            SiteKind.Search => Search(ref steps.Change(item.Thread.Number), item, step.Position, history),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public void Mark()
    {
        steps.Mark();
        positions.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        steps.BackTo(mark);
        positions.BackTo(mark);
    }

    /// <summary>A walk from the root: whatever it is for, it may leave a cursor somewhere.</summary>
    private Violation? Look(ref SearchStep step, in Event item, int position, ExecutionHistory history)
    {
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        if (site == MapleSpans.ReadTree.Number)
        {
            step = new() { Tree = value, BeganAt = position };
        }
        else if (site == MapleSpans.ReadIndex.Number)
        {
            step.Low = step.High = value;
        }
        else if (site == MapleSpans.ReadFirst.Number)
        {
            step.First = value;
        }
        else if (site == MapleSpans.ReadLast.Number)
        {
            step.Last = value;
            step.KnowsPosition = true;
        }
        else
        {
            Violation? wrong = null;
            if (step.KnowsPosition)
            {
                step.Found = value;
                wrong = step.CheckWalk(item.Thread, trees[step.Tree], position, history);
                Cursors(item.Thread).Add(step.Tree, step.First, step.Last, step.BeganAt);
            }

            step = default;
            return wrong;
        }

        return null;
    }

    private Violation? Search(ref SearchStep step, in Event item, int position, ExecutionHistory history)
    {
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        if (site == MapleSpans.FindUp.Number || site == MapleSpans.FindDown.Number)
        {
            step = new() { Tree = value, Up = site == MapleSpans.FindUp.Number, BeganAt = position };
        }
        else if (site == MapleSpans.FindLow.Number)
        {
            step.Low = value;
        }
        else if (site == MapleSpans.FindHigh.Number)
        {
            step.High = value;
            Locate(ref step, item.Thread, history);
        }
        else if (site == MapleSpans.FindFirst.Number)
        {
            step.First = value;
        }
        else if (site == MapleSpans.FindLast.Number)
        {
            step.Last = value;
        }
        else if (step.Tree != 0)
        {
            step.Found = value;
            var wrong = step.Check(item.Thread, trees[step.Tree], position, history);

            // A step that found nothing may have left its cursor where it was.
            int readSince = value != 0 ? step.BeganAt : step.Since;
            Cursors(item.Thread).Add(step.Tree, step.First, step.Last, readSince);
            step = default;
            return wrong;
        }

        return null;
    }

    /// <summary>Works out which call read the boundary from which a search continues.</summary>
    private void Locate(ref SearchStep step, ThreadName thread, ExecutionHistory history)
    {
        var protection = history.Protections[thread];
        if (protection.Depth == 0)
        {
            // Under the lock the tree stands still.
            step.Since = step.BeganAt;
            return;
        }

        ulong from = step.Up ? step.Low : step.High;
        int known = Cursors(thread).Take(step.Tree, step.Up, from, protection.SectionSince);
        step.KnowsPosition = known >= 0;
        step.Since = known >= 0 ? known : protection.SectionSince;
    }

    private CursorPositions Cursors(ThreadName thread) => positions.Change(thread.Number);
}
