using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// I2 for iterations. One search step returns an entry that was there, and skips none that was there all
/// through the step. A walk over all VMAs of an mm uses each that was there all through the walk, once.
/// </summary>
/// <param name="trees">What the trees mean.</param>
public sealed class IterationCompleteness(TreeHistories trees) : IOracle
{
    private static readonly ulong TreeOffset =
        (ulong)MmCaches.Mm.Fields.Single(field => field.Name == "mm_mt.ma_lock").FirstWord * 8;

    private readonly SearchStep[] steps = new SearchStep[256];
    private readonly MmWalk?[] walks = new MmWalk?[256];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        if (site >= MapleSpans.FindUp.Number && site <= MapleSpans.FindValue.Number)
        {
            Step(ref steps[item.Thread.Name.Number], item, position, state);
        }
        else if (site >= MmSites.UseMm.Number && site <= MmSites.WalkEnd.Number)
        {
            Walk(ref walks[item.Thread.Name.Number], item, position, state);
        }
    }

    /// <inheritdoc/>
    public void Restore()
    {
        Array.Clear(steps);
        Array.ForEach(walks, walk => walk?.Stop());
    }

    private void Step(ref SearchStep step, in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        if (site <= MapleSpans.FindDown.Number)
        {
            var protection = state.Protections[item.Thread];
            step = new()
            {
                Tree = value,
                Up = site == MapleSpans.FindUp.Number,
                BeganAt = position,
                Since = protection.Depth > 0 ? protection.SectionSince : position,
            };
        }
        else if (site == MapleSpans.FindLow.Number)
        {
            step.Low = value;
        }
        else if (site == MapleSpans.FindHigh.Number)
        {
            step.High = value;
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
            step = default;
        }
    }

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
            walk?.Check(trees[value + TreeOffset], position, state);
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
