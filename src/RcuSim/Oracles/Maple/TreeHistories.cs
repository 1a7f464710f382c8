using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>What every tree means, followed from what the trees report of their own writes.</summary>
internal sealed class TreeHistories : IStepReader
{
    private static readonly TreeHistory unknown = new();
    private readonly ReversibleMap<TreeHistory> trees = new();
    private readonly ReversibleArray<Open> open = new(256);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Write, SiteKind.Copy);

    /// <summary>The history of the tree whose header is at an address; empty if it was never named.</summary>
    internal TreeHistory this[ulong tree] => trees.Find(tree) ?? unknown;

    /// <inheritdoc/>
    public void Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int site = item.Operation.Site;
        if (Site.KindOf(site) is not (SiteKind.Write or SiteKind.Copy))
        {
            return;
        }

        ref var write = ref open.Change(item.Thread.Number);
        ulong value = item.Operation.Value;
        if (site == MapleSpans.WriteTree.Number || site == MapleSpans.DuplicateFrom.Number)
        {
            write = new Open { Tree = value };
        }
        else if (site == MapleSpans.WriteFirst.Number)
        {
            write.First = value;
        }
        else if (site == MapleSpans.WriteLast.Number)
        {
            write.Last = value;
        }
        else if (site == MapleSpans.WriteValue.Number)
        {
            var stored = new RangeEntry(write.First, write.Last, value);
            write.Write = Change(write.Tree).Begin(item.Thread, stored, step.Position);
        }
        else if (site == MapleSpans.DuplicateTo.Number)
        {
            write.Write = Change(value).BeginCopy(item.Thread, this[write.Tree].Map, step.Position);
            write.Tree = value;
        }
        else if (write.Write != 0)
        {
            Change(write.Tree).End(write.Write, step.Position, failed: value != 0);
            write.Write = 0;
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        trees.Mark();
        open.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        trees.BackTo(mark);
        open.BackTo(mark);
    }

    /// <summary>The history of a tree, to change.</summary>
    internal TreeHistory Change(ulong tree) => trees.Change(tree);

    private struct Open
    {
        public ulong Tree;
        public ulong First;
        public ulong Last;

        /// <summary>The number of the write in its tree's history; 0 for none.</summary>
        public int Write;
    }
}
