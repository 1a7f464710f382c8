using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>Checks the gaps recorded in an internal node against its children.</summary>
/// <param name="machine">The machine.</param>
/// <param name="wrong">Gets what is wrong.</param>
internal readonly struct GapChecks<TMachine>(TMachine machine, List<string> wrong)
    where TMachine : struct, IMachine
{
    /// <summary>Checks one node.</summary>
    public void Check(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        if (!node.IsARange)
        {
            return;
        }

        ulong largest = 0;
        ulong low = at.Min;
        for (int slot = 0; slot <= end; slot++)
        {
            ulong high = slot < end ? node.Pivot(slot) : at.Max;
            ulong recorded = node.Gap(slot);
            ulong real = GapOf(node.SlotLocked(slot), low, high);
            Expect(recorded == real, at, $"gap {slot} is {recorded}, the child's is {real}");
            Expect(recorded == 0 || recorded - 1 <= high - low, at, $"gap {slot} is larger than its range");
            largest = Math.Max(largest, recorded);
            low = high + 1;
        }

        int slotRecorded = node.LargestGapSlot();
        bool held = slotRecorded <= end && node.Gap(slotRecorded) == largest;
        Expect(held, at, $"slot {slotRecorded} is recorded as the largest gap and is not");
    }

    private ulong GapOf(ulong child, ulong low, ulong high)
    {
        var node = new MapleNode<TMachine>(machine, child);
        return node.IsLeaf
            ? MapleState<TMachine>.LeafGap(node, low, high, node.DataEnd(high))
            : node.Gap(node.LargestGapSlot());
    }

    private void Expect(bool right, CheckedNode at, string complaint)
    {
        if (!right)
        {
            wrong.Add($"node 0x{at.Pointer:x}: {complaint}");
        }
    }
}
