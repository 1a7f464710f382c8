using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Emptying the tree.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Takes the root away first, so that no reader finds a way in, then frees what hung below it.
    /// </summary>
    internal readonly void RemoveAll()
    {
        var flags = (MapleTreeFlags)machine.Load(FlagsWord, Plain);
        ulong root = machine.Load(RootWord, Plain);
        Tree.ReportWrite(0, ulong.MaxValue, 0);
        PublishEntry(RootWord, 0);
        if (NodePointer.IsNode(root))
        {
            TearDown(NodePointer.FromRoot(root), flags.InRcuMode());
        }

        machine.Observe(MapleSpans.WriteDone, 0);
        machine.Store(FlagsWord, (ulong)(flags & ~MapleTreeFlags.HeightMask), PlainRacy);
    }
}
