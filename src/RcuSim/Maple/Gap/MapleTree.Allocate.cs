using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Finding a free area and storing there, under the tree's own lock.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Stores a value in the lowest free area of a size.</summary>
    /// <param name="start">The area's lowest index.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">How many indices.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking or an impossible window, Busy or NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_range</c>.</remarks>
    [KernelName("mtree_alloc_range")]
    public Errno AllocateRange(out ulong start, ulong value, ulong size, ulong low, ulong high) =>
        Allocate(out start, value, size, low, high, reverse: false, out _);

    /// <summary>Stores a value in the highest free area of a size.</summary>
    /// <param name="start">The area's lowest index.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">How many indices.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking or an impossible window, Busy or NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_rrange</c>.</remarks>
    [KernelName("mtree_alloc_rrange")]
    public Errno AllocateRangeReverse(out ulong start, ulong value, ulong size, ulong low, ulong high) =>
        Allocate(out start, value, size, low, high, reverse: true, out _);

    /// <summary>Finds a free area, stores a value there and says how.</summary>
    internal Errno Allocate(
        out ulong start, ulong value, ulong size, ulong low, ulong high, bool reverse,
        out WriteAccount account)
    {
        start = 0;
        account = default;
        if ((Flags & MapleTreeFlags.AllocRange) == MapleTreeFlags.None || MapleEntry.IsReserved(value))
        {
            return Errno.Invalid;
        }

        var state = At(0);
        Lock();
        var result = reverse ? state.EmptyAreaReverse(low, high, size) : state.EmptyArea(low, high, size);
        if (result == Errno.None)
        {
            start = state.Index;
            result = state.Insert(value);
        }

        Unlock();
        account = new(state.Strategy, state.Built);
        return result;
    }
}
