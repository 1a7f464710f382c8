using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I2 for walks: a walk over all VMAs of an mm uses each that was there all through the walk, once.
/// </summary>
/// <param name="trees">What the trees mean.</param>
internal sealed class WalkCompleteness(TreeHistories trees) : IOracle
{
    private readonly ReversibleItems<MmWalk> walks = new(256);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Walk, SiteKind.Use);

    /// <inheritdoc/>
    public IReadOnlyList<IStepReader> Needs => [trees];

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        ushort thread = item.Thread.Number;
        if (site == MmSites.WalkBegin.Number)
        {
            walks.Change(thread).Begin(item.Thread, value, step.Position);
        }
        else if (site == MmSites.WalkEnd.Number)
        {
            var walk = walks.Change(thread);
            var wrong = walk.Check(trees[WordAddress.Of(value, MmWords.Tree)], step.Position, history);
            walk.Stop();
            return wrong;
        }
        else if (site == MmSites.UseMm.Number)
        {
            walks.Change(thread).UseOf(value);
        }
        else if (site == MmSites.UseVma.Number)
        {
            walks.Change(thread).Use(value, step.Position);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Mark() => walks.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => walks.BackTo(mark);
}
