using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Tests.Properties.Mm;

/// <summary>What the words of an interval tree say of each other.</summary>
internal static class IntervalShape
{
    /// <summary>Asserts that parents, heights and reaches are right, and siblings nearly as high.</summary>
    public static void Check<TMachine, TIntervals>(TMachine machine, ulong rootWord)
        where TMachine : struct, IMachine
        where TIntervals : struct, IIntervals<TMachine>
    {
        ulong root = machine.Load(rootWord, MemoryOrder.Plain);
        if (root != 0)
            Check<TMachine, TIntervals>(machine, root, 0);
    }

    private static (ulong Height, ulong Last) Check<TMachine, TIntervals>(
        TMachine machine, ulong node, ulong parent)
        where TMachine : struct, IMachine
        where TIntervals : struct, IIntervals<TMachine>
    {
        if (node == 0)
            return default;

        var (leftHeight, leftLast) = Check<TMachine, TIntervals>(machine, Get(IntervalWords.Left), node);
        var (rightHeight, rightLast) = Check<TMachine, TIntervals>(machine, Get(IntervalWords.Right), node);
        ulong height = Math.Max(leftHeight, rightHeight) + 1;
        ulong last = Math.Max(TIntervals.Last(machine, node), Math.Max(leftLast, rightLast));
        Assert.Equal(parent, Get(IntervalWords.Parent));
        Assert.Equal((height, last), (Get(IntervalWords.Height), Get(IntervalWords.FurthestLast)));
        Assert.InRange((long)leftHeight - (long)rightHeight, -1, 1);
        return (height, last);

        ulong Get(int word) =>
            machine.Load(WordAddress.Of(node, TIntervals.Words + word), MemoryOrder.Plain);
    }
}
