using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// I2 for iterations. One search step returns an entry that was there at some instant of the step, and passes
/// over none that has been there since the step before began. A walk over all VMAs of an mm uses each that
/// was there all through the walk, once.
/// </summary>
/// <remarks>
/// No closer condition holds; each of these happens in the real algorithm (docs/concurrency.md):
/// <list type="bullet">
/// <item>a cursor in a leaf that has been replaced finds what was there before until the leaf is marked dead,
/// even after a lookup has found the new value: so there is no order between the steps of different
/// cursors;</item>
/// <item>a border may move after a call has read it and before that call returns: so what may not be passed
/// over is judged from the begin of the call that read it, not from its return;</item>
/// <item>a step down takes the upper border of what it finds from the call before: so what it finds is judged
/// from there too. A step up reads both.</item>
/// </list>
/// A slot that was filled after its border had moved is let pass, as in <see
/// cref="LookupLinearizability"/>.
/// </remarks>
/// <param name="trees">What the trees mean.</param>
public sealed class IterationCompleteness(TreeHistories trees) : IOracle
{
    private readonly SearchStep[] steps = new SearchStep[256];
    private readonly CursorPositions?[] positions = new CursorPositions?[256];
    private readonly MmWalk?[] walks = new MmWalk?[256];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        ref var step = ref steps[item.Thread.Name.Number];
        switch (Site.KindOf(item.Operation.Site))
        {
            case SiteKind.Lookup:
                Look(ref step, item, position, state);
                break;
            case SiteKind.Search:
                Step(ref step, item, position, state);
                break;
            case SiteKind.Use or SiteKind.Walk:
                Walk(ref walks[item.Thread.Name.Number], item, position, state);
                break;
        }
    }

    /// <inheritdoc/>
    public void Restore()
    {
        Array.Clear(steps);
        Array.ForEach(positions, cursors => cursors?.Clear());
        Array.ForEach(walks, walk => walk?.Stop());
    }

    /// <summary>A walk from the root: whatever it is for, it may leave a cursor somewhere.</summary>
    private void Look(ref SearchStep step, in Event item, int position, SystemState state)
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
            if (step.KnowsPosition)
            {
                step.Found = value;
                step.CheckWalk(item.Thread, trees[step.Tree], position, state);
                Cursors(item.Thread).Add(step.Tree, step.First, step.Last, step.BeganAt);
            }

            step = default;
        }
    }

    private void Step(ref SearchStep step, in Event item, int position, SystemState state)
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
            Locate(ref step, item.Thread, state);
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
            step.Check(item.Thread, trees[step.Tree], position, state);

            // A step that found nothing may have left its cursor where it was.
            int readSince = value != 0 ? step.BeganAt : step.Since;
            Cursors(item.Thread).Add(step.Tree, step.First, step.Last, readSince);
            step = default;
        }
    }

    /// <summary>Works out which call read the border from which a search goes on.</summary>
    private void Locate(ref SearchStep step, SimulatedThread thread, SystemState state)
    {
        var protection = state.Protections[thread];
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

    private CursorPositions Cursors(SimulatedThread thread) =>
        positions[thread.Name.Number] ??= new();

    private void Walk(ref MmWalk? walk, in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        if (site == MmSites.WalkBegin.Number)
        {
            walk ??= new();
            walk.Begin(item.Thread, value, position);
        }
        else if (site == MmSites.WalkEnd.Number)
        {
            walk?.Check(trees[WordAddress.Of(value, MmWords.Tree)], position, state);
            walk?.Stop();
        }
        else if (site == MmSites.UseMm.Number)
        {
            walk?.UseOf(value);
        }
        else if (site == MmSites.UseVma.Number)
        {
            walk?.Use(value, position);
        }
    }
}
