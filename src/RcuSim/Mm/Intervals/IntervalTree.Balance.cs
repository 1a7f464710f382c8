namespace RcuSim.Mm;

/// <content>Heights, and how far a subtree reaches.</content>
internal readonly partial struct IntervalTree<TMachine, TIntervals>
{
    /// <summary>
    /// Measures and balances subtrees after a change, from one on upwards, until nothing changes any more.
    /// </summary>
    /// <param name="node">The lowest that may have changed; 0 for none.</param>
    /// <param name="through">A node above it that has changed too; 0 for none.</param>
    private void Settle(ulong node, ulong through)
    {
        while (node != 0)
        {
            ulong height = Get(node, IntervalWords.Height);
            ulong last = Get(node, IntervalWords.FurthestLast);
            bool isPassed = through == 0 || through == node;
            ulong top = Balance(node);
            if (isPassed)
            {
                through = 0;
                if (Get(top, IntervalWords.Height) == height
                    && Get(top, IntervalWords.FurthestLast) == last)
                {
                    return;
                }
            }

            node = Get(top, IntervalWords.Parent);
        }
    }

    /// <summary>Measures a subtree whose lower ones are in order, and turns it if it leans.</summary>
    /// <returns>Its top now.</returns>
    private ulong Balance(ulong node)
    {
        ulong left = HeightBelow(node, IntervalWords.Left);
        ulong right = HeightBelow(node, IntervalWords.Right);
        if (left > right + 1)
        {
            return Straighten(node, IntervalWords.Left);
        }

        if (right > left + 1)
        {
            return Straighten(node, IntervalWords.Right);
        }

        Measure(node);
        return node;
    }

    /// <summary>Lifts the subtree on the side that is too high.</summary>
    private ulong Straighten(ulong node, int high)
    {
        int low = IntervalWords.Left + IntervalWords.Right - high;
        ulong below = Get(node, high);
        if (HeightBelow(below, low) > HeightBelow(below, high))
        {
            Lift(below, low);
        }

        return Lift(node, high);
    }

    /// <summary>Turns a subtree so that the node on one side becomes its top.</summary>
    /// <returns>That node.</returns>
    private ulong Lift(ulong node, int side)
    {
        ulong top = Get(node, side);
        int other = IntervalWords.Left + IntervalWords.Right - side;
        Replace(node, top, Get(node, IntervalWords.Parent));
        Attach(Get(top, other), node, side);
        Attach(node, top, other);
        Measure(node);
        Measure(top);
        return top;
    }

    private void Measure(ulong node)
    {
        ulong left = Get(node, IntervalWords.Left);
        ulong right = Get(node, IntervalWords.Right);
        ulong last = Math.Max(TIntervals.Last(machine, node), Math.Max(LastOf(left), LastOf(right)));
        Put(node, IntervalWords.Height, Math.Max(HeightOf(left), HeightOf(right)) + 1);
        Put(node, IntervalWords.FurthestLast, last);
    }

    private ulong HeightBelow(ulong node, int side) => HeightOf(Get(node, side));

    private ulong HeightOf(ulong node) => node == 0 ? 0 : Get(node, IntervalWords.Height);

    private ulong LastOf(ulong node) => node == 0 ? 0 : Get(node, IntervalWords.FurthestLast);
}
