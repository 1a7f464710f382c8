using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

/// <summary>
/// What every tree means, followed from what the trees say of their own writes. No rule of its own: the rules
/// about lookups and iterations build on it and must come after it in the list.
/// </summary>
public sealed class TreeHistories : IOracle
{
    private readonly Dictionary<ulong, TreeHistory> trees = [];
    private readonly Open[] open = new Open[256];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        if (Site.KindOf(site) is not (SiteKind.Write or SiteKind.Copy))
        {
            return;
        }

        ref var write = ref open[item.Thread.Name.Number];
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
            write.Write = this[write.Tree].Begin(item.Thread, new(write.First, write.Last, value), position);
        }
        else if (site == MapleSpans.DuplicateTo.Number)
        {
            write.Write = this[value].Begin(item.Thread, new(0, ulong.MaxValue, 0), position);
            write.Write.Copies(this[write.Tree].Map);
            write.Tree = value;
        }
        else
        {
            if (write.Write is { } done)
            {
                this[write.Tree].End(done, position, failed: value != 0);
                write.Write = null;
            }
        }
    }

    /// <inheritdoc/>
    public void Save()
    {
        foreach (var tree in trees.Values)
        {
            tree.Save();
        }
    }

    /// <inheritdoc/>
    public void Restore()
    {
        Array.Clear(open);
        foreach (var tree in trees.Values)
        {
            tree.Restore();
        }
    }

    /// <summary>True if a change of any tree is under way.</summary>
    internal bool IsBeingChanged
    {
        get
        {
            foreach (var tree in trees.Values)
            {
                if (tree.IsBeingChanged)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The history of the tree whose header is at an address; empty if it was never named.</summary>
    internal TreeHistory this[ulong tree]
    {
        get
        {
            if (!trees.TryGetValue(tree, out var history))
            {
                trees.Add(tree, history = new());
            }

            return history;
        }
    }

    private struct Open
    {
        public ulong Tree;
        public ulong First;
        public ulong Last;
        public TreeWrite? Write;
    }
}
