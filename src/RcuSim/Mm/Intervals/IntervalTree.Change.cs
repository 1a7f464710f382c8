using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>Changes.</content>
internal readonly partial struct IntervalTree<TMachine, TIntervals>
{
    /// <summary>Adds a node, after those that begin where it begins.</summary>
    [KernelName("interval_tree_insert")]
    public void Insert(ulong node)
    {
        ulong first = TIntervals.First(machine, node);
        ulong parent = 0;
        int side = IntervalWords.Left;
        for (ulong next = Root; next != 0; next = Get(next, side))
        {
            parent = next;
            side = first < TIntervals.First(machine, next) ? IntervalWords.Left : IntervalWords.Right;
        }

        Hang(node, parent, side);
    }

    /// <summary>Adds a node right after one that begins where it begins.</summary>
    public void InsertAfter(ulong place, ulong node)
    {
        ulong parent = place;
        int side = IntervalWords.Right;
        for (ulong next = Get(place, side); next != 0; next = Get(next, side))
        {
            parent = next;
            side = IntervalWords.Left;
        }

        Hang(node, parent, side);
    }

    /// <summary>Takes a node out.</summary>
    [KernelName("interval_tree_remove")]
    public void Remove(ulong node)
    {
        ulong left = Get(node, IntervalWords.Left);
        ulong right = Get(node, IntervalWords.Right);
        ulong parent = Get(node, IntervalWords.Parent);
        if (left == 0 || right == 0)
        {
            Replace(node, left == 0 ? right : left, parent);
            Settle(parent, through: 0);
        }
        else
        {
            RemoveInner(node, left, right, parent);
        }

        machine.Fill(WordOf(node, IntervalWords.Parent), 0, IntervalWords.Count);
    }

    /// <summary>Takes a node out that has two below it: the next one in order takes its place.</summary>
    private void RemoveInner(ulong node, ulong left, ulong right, ulong parent)
    {
        ulong heir = right;
        for (ulong next = right; next != 0; next = Get(next, IntervalWords.Left))
        {
            heir = next;
        }

        ulong lowest = heir;
        if (heir != right)
        {
            lowest = Get(heir, IntervalWords.Parent);
            Replace(heir, Get(heir, IntervalWords.Right), lowest);
            Attach(right, heir, IntervalWords.Right);
        }

        Replace(node, heir, parent);
        Attach(left, heir, IntervalWords.Left);
        Put(heir, IntervalWords.Height, Get(node, IntervalWords.Height));
        Put(heir, IntervalWords.FurthestLast, Get(node, IntervalWords.FurthestLast));
        Settle(lowest, heir);
    }

    /// <summary>Hangs a new node where there is nothing.</summary>
    private void Hang(ulong node, ulong parent, int side)
    {
        Put(node, IntervalWords.Left, 0);
        Put(node, IntervalWords.Right, 0);
        Put(node, IntervalWords.Height, 1);
        Put(node, IntervalWords.FurthestLast, TIntervals.Last(machine, node));
        Put(node, IntervalWords.Parent, parent);
        if (parent == 0)
        {
            machine.Store(rootWord, node, MemoryOrder.Plain);
        }
        else
        {
            Put(parent, side, node);
            Settle(parent, through: 0);
        }
    }

    /// <summary>Puts a subtree, or nothing, in the place of a node.</summary>
    private void Replace(ulong node, ulong other, ulong parent)
    {
        if (parent == 0)
        {
            machine.Store(rootWord, other, MemoryOrder.Plain);
        }
        else
        {
            bool isLeft = Get(parent, IntervalWords.Left) == node;
            Put(parent, isLeft ? IntervalWords.Left : IntervalWords.Right, other);
        }

        if (other != 0)
        {
            Put(other, IntervalWords.Parent, parent);
        }
    }

    /// <summary>Hangs a subtree, or nothing, below a node.</summary>
    private void Attach(ulong node, ulong parent, int side)
    {
        Put(parent, side, node);
        if (node != 0)
        {
            Put(node, IntervalWords.Parent, parent);
        }
    }
}
