using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Emptying the tree.</content>
public partial struct MapleState<TMachine>
{
    /// <summary>
    /// Takes the root away first, so that no reader finds a way in, then frees what hung below it.
    /// </summary>
    internal readonly void RemoveAll()
    {
        ulong flags = machine.Load(FlagsWord, Plain);
        ulong root = machine.Load(RootWord, Plain);
        Tree.TellWrite(0, ulong.MaxValue, 0);
        machine.Store(RootWord, 0, Publish);
        if (NodePointer.IsNode(root))
        {
            TearDown(NodePointer.FromRoot(root), (flags & (ulong)MapleTreeFlags.Rcu) != 0);
        }

        machine.Observe(MapleSpans.WriteDone, 0);
        machine.Store(FlagsWord, flags & ~(ulong)MapleTreeFlags.HeightMask, PlainRacy);
    }
}
