using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>
/// Changes that move a pivot inside a leaf that stays in the tree. Found in the log, and only when a lookup
/// would otherwise be refused.
/// </summary>
internal static class MovedPivot
{
    private const int FirstPivot = 1;
    private const int LastPivot = 15;

    /// <summary>
    /// The leaf in which a change moved a pivot; 0 if it did not. The pivots of a node that is being built
    /// or taken away do not count: there the change writes the parent link too.
    /// </summary>
    public static ulong LeafOf(TreeWrite write, ExecutionHistory history)
    {
        ulong leaf = 0;
        for (int i = write.BeganAt; i < End(write, history); i++)
        {
            ref readonly var item = ref history.Log[i];
            ulong address = item.Operation.Address;
            if (item.Thread != write.Thread || !item.Wrote || !IsNode(address, history))
            {
                continue;
            }

            int word = SimulatedAddress.Word(address);
            ulong node = SimulatedAddress.Object(address);
            if (word is >= FirstPivot and <= LastPivot)
            {
                leaf = node;
            }
            else if (word == 0 && node == leaf)
            {
                return 0;
            }
        }

        return leaf;
    }

    /// <summary>True if a change put a value into a slot of a leaf.</summary>
    public static bool Fills(TreeWrite write, ulong leaf, ulong value, ExecutionHistory history)
    {
        for (int i = write.BeganAt; i < End(write, history); i++)
        {
            ref readonly var item = ref history.Log[i];
            ulong address = item.Operation.Address;
            if (item.Thread == write.Thread && item.Wrote && item.Operation.Value == value
                && IsNode(address, history) && SimulatedAddress.Object(address) == leaf
                && SimulatedAddress.Word(address) > LastPivot)
            {
                return true;
            }
        }

        return false;
    }

    private static int End(TreeWrite write, ExecutionHistory history) =>
        write.EndedAt < 0 ? history.Log.Count : write.EndedAt;

    private static bool IsNode(ulong address, ExecutionHistory history) =>
        history.Objects.IsIn(address, MapleNodeLayout.Cache);
}
