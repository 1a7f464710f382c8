using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>Explanations about nodes.</summary>
internal static class NodeText
{
    /// <summary>
    /// Adds how a thread came to the node in which it read something, if that had been replaced meanwhile.
    /// </summary>
    public static void Source(this Explanation explanation, int read, ExecutionHistory history)
    {
        ulong node = SimulatedAddress.Object(history.Log[read].Operation.Address);
        if (!history.Objects.IsIn(node, MapleNodeLayout.Cache)
            || history.Objects[node].UnlinkedAt < history.Start)
        {
            return;
        }

        explanation.PointerTo(history.Log[read].Thread, node, read);
        explanation.Unlinking(node);
    }
}
