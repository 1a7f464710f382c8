using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Intervals, ordered by where they begin, in a balanced tree whose nodes lie in the objects that have the
/// intervals. Each node knows how far the intervals below it reach, so that a search for those that meet a
/// range passes whole subtrees over. Under a lock that the owner names.
/// </summary>
/// <remarks>
/// Kernel: <c>INTERVAL_TREE_DEFINE</c>, a red-black tree; here the heights of siblings differ by one at most.
/// An interval may not change while it is in the tree.
/// </remarks>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TIntervals">What the nodes are.</typeparam>
/// <param name="machine">The machine.</param>
/// <param name="rootWord">The address of the word that holds the root; 0 in an empty tree.</param>
internal readonly partial struct IntervalTree<TMachine, TIntervals>(TMachine machine, ulong rootWord)
    where TMachine : struct, IMachine
    where TIntervals : struct, IIntervals<TMachine>
{
    /// <summary>True if there is no interval in it.</summary>
    public bool IsEmpty => Root == 0;

    private ulong Root => machine.Load(rootWord, MemoryOrder.Plain);

    /// <summary>The first node in the order of their beginnings that meets a range; 0 if none does.</summary>
    /// <param name="first">The beginning of the range.</param>
    /// <param name="last">Its end, inclusive.</param>
    [KernelName("interval_tree_iter_first")]
    public ulong FirstIn(ulong first, ulong last)
    {
        ulong root = Root;
        return Reaches(root, first) ? FirstBelow(root, first, last) : 0;
    }

    /// <summary>The next node after one that meets a range; 0 if none does.</summary>
    [KernelName("interval_tree_iter_next")]
    public ulong NextIn(ulong node, ulong first, ulong last)
    {
        ulong right = Get(node, IntervalWords.Right);
        if (Reaches(right, first))
        {
            return FirstBelow(right, first, last);
        }

        ulong parent;
        while ((parent = Get(node, IntervalWords.Parent)) != 0)
        {
            bool fromLeft = Get(parent, IntervalWords.Left) == node;
            node = parent;
            if (fromLeft)
            {
                return FirstFrom(node, first, last);
            }
        }

        return 0;
    }

    /// <summary>The first node of a subtree, some of which reaches the range, that meets it.</summary>
    private ulong FirstBelow(ulong node, ulong first, ulong last)
    {
        ulong left;
        while (Reaches(left = Get(node, IntervalWords.Left), first))
        {
            node = left;
        }

        return FirstFrom(node, first, last);
    }

    /// <summary>The first of a node, what is right of it, and what comes after these.</summary>
    private ulong FirstFrom(ulong node, ulong first, ulong last)
    {
        // What reaches the range without meeting it begins after it, as all does that comes later.
        if (TIntervals.First(machine, node) > last)
        {
            return 0;
        }

        return TIntervals.Last(machine, node) >= first ? node : NextIn(node, first, last);
    }

    /// <summary>True if an interval of a subtree ends at or after a place.</summary>
    private bool Reaches(ulong node, ulong place) =>
        node != 0 && Get(node, IntervalWords.FurthestLast) >= place;

    private ulong Get(ulong node, int word) => machine.Load(WordOf(node, word), MemoryOrder.Plain);

    private void Put(ulong node, int word, ulong value) =>
        machine.Store(WordOf(node, word), value, MemoryOrder.Plain);

    private static ulong WordOf(ulong node, int word) => WordAddress.Of(node, TIntervals.Words + word);
}
