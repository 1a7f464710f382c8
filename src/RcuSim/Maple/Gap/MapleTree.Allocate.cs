using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

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

    /// <summary>
    /// Stores a value at the lowest free index from where the last such call stopped, going round once.
    /// </summary>
    /// <param name="index">The index taken.</param>
    /// <param name="value">The value.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="next">Where to begin; after a success one past the index taken.</param>
    /// <param name="wentRound">True if the search began again, now or at the end of the last call.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking or an impossible window, Busy or NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_cyclic</c>, which returns 1 for having gone round.</remarks>
    [KernelName("mtree_alloc_cyclic")]
    public Errno AllocateCyclic(
        out ulong index, ulong value, ulong low, ulong high, ref ulong next, out bool wentRound)
    {
        index = 0;
        wentRound = false;
        if ((Flags & MapleTreeFlags.AllocRange) == MapleTreeFlags.None || MapleEntry.IsReserved(value))
        {
            return Errno.Invalid;
        }

        var state = At(0);
        Lock();
        ulong from = Math.Max(low, next);
        var result = state.EmptyArea(from, high, 1);
        if (result != Errno.None && low < from)
        {
            wentRound = true;
            result = state.EmptyArea(low, high, 1);
        }

        index = state.Index;
        result = result == Errno.None ? state.Insert(value) : result;
        if (result == Errno.None)
        {
            next = index + 1;
            wentRound |= NoteWrap(next == 0);
        }

        Unlock();
        return result;
    }

    /// <summary>Notes that the next cyclic search begins at 0 again; tells whether this one did.</summary>
    private bool NoteWrap(bool wraps)
    {
        ulong flags = machine.Load(address + FlagsOffset, Plain);
        bool wrapped = (flags & (ulong)MapleTreeFlags.Wrapped) != 0;
        if (wrapped != wraps)
        {
            machine.Store(address + FlagsOffset, flags ^ (ulong)MapleTreeFlags.Wrapped, PlainRacy);
        }

        return wrapped;
    }

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
