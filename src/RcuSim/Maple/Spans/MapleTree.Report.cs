using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>What the tree says of its own calls; natively nothing.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>A lookup begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ReportRead(ulong index)
    {
        machine.Observe(MapleSpans.ReadTree, address);
        machine.Observe(MapleSpans.ReadIndex, index);
    }

    /// <summary>A walk that leaves a state on the slot it found ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ReportWalked(ulong first, ulong last, ulong value)
    {
        machine.Observe(MapleSpans.ReadFirst, first);
        machine.Observe(MapleSpans.ReadLast, last);
        machine.Observe(MapleSpans.ReadValue, value);
    }

    /// <summary>A write begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ReportWrite(ulong first, ulong last, ulong value)
    {
        machine.Observe(MapleSpans.WriteTree, address);
        machine.Observe(MapleSpans.WriteFirst, first);
        machine.Observe(MapleSpans.WriteLast, last);
        machine.Observe(MapleSpans.WriteValue, value);
    }

    /// <summary>A search begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ReportSearch(Site direction, ulong low, ulong high)
    {
        machine.Observe(direction, address);
        machine.Observe(MapleSpans.FindLow, low);
        machine.Observe(MapleSpans.FindHigh, high);
    }

    /// <summary>A search ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ReportFound(ulong first, ulong last, ulong value)
    {
        machine.Observe(MapleSpans.FindFirst, first);
        machine.Observe(MapleSpans.FindLast, last);
        machine.Observe(MapleSpans.FindValue, value);
    }
}
