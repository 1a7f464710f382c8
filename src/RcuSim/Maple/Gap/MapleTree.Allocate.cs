using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Finding a free area and storing there, under the tree's own lock.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Stores a value in the lowest free area of a size.</summary>
    /// <param name="start">The area's lowest index.</param>
    /// <param name="value">The value; 0 leaves the area empty.</param>
    /// <param name="size">How many indices.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking, an impossible window or a reserved value, Busy or
    /// NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_range</c>.</remarks>
    [KernelName("mtree_alloc_range")]
    public Errno AllocateRange(out ulong start, ulong value, ulong size, ulong low, ulong high) =>
        Allocate(out start, value, size, low, high, reverse: false, out _);

    /// <summary>Stores a value in the highest free area of a size.</summary>
    /// <param name="start">The area's lowest index.</param>
    /// <param name="value">The value; 0 leaves the area empty.</param>
    /// <param name="size">How many indices.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking, an impossible window or a reserved value, Busy or
    /// NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_rrange</c>.</remarks>
    [KernelName("mtree_alloc_rrange")]
    public Errno AllocateRangeReverse(out ulong start, ulong value, ulong size, ulong low, ulong high) =>
        Allocate(out start, value, size, low, high, reverse: true, out _);

    /// <summary>
    /// Stores a value at the lowest free index from where the last such call stopped, going round once, and
    /// says how.
    /// </summary>
    /// <param name="index">The index taken.</param>
    /// <param name="value">The value; 0 leaves the area empty.</param>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="next">Where to begin; after a success one past the index taken.</param>
    /// <param name="wentRound">True if the search began again, now or at the end of the last call.</param>
    /// <param name="account">How it was stored.</param>
    /// <returns>
    /// None, Invalid for a tree without gap tracking, an impossible window or a reserved value, Busy or
    /// NoMemory.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_alloc_cyclic</c>, which returns 1 for having gone round.</remarks>
    [KernelName("mtree_alloc_cyclic")]
    internal Errno AllocateCyclic(
        out ulong index, ulong value, ulong low, ulong high, ref ulong next, out bool wentRound,
        out WriteAccount account)
    {
        index = 0;
        wentRound = false;
        account = default;
        if (MapleEntry.IsReserved(value) || !Flags.TracksGaps())
        {
            return Errno.Invalid;
        }

        var state = At(0);
        Lock();
        var result = TryAllocateCyclic(ref state, value, low, high, next, out bool again);
        for (int turn = 2; result == Errno.NoMemory && state.MayTryAgain(turn); turn++)
        {
            result = TryAllocateCyclic(ref state, value, low, high, next, out again);
        }

        if (result == Errno.None)
        {
            index = state.Index;
            next = index + 1;
            wentRound = NoteWrap(again, next == 0);
        }

        state.Destroy();
        Unlock();
        account = new(state.Strategy, state.Built);
        return result;
    }

    /// <summary>Searches from a point on, then from the lowest index allowed, and inserts there.</summary>
    [KernelName("mas_alloc_cyclic")]
    private static Errno TryAllocateCyclic(
        ref MapleState<TMachine> state, ulong value, ulong low, ulong high, ulong next, out bool again)
    {
        ulong from = Math.Max(low, next);
        state.Reset();
        var result = state.EmptyArea(from, high, 1);
        again = result != Errno.None && low < from;
        if (again)
        {
            state.Reset();
            result = state.EmptyArea(low, high, 1);
        }

        return result == Errno.None ? state.TryInsert(value) : result;
    }

    /// <summary>
    /// Notes that the next cyclic search begins at 0 again. Reports whether this one went round: because it
    /// began again, or because the last one ended at the top, which is then forgotten.
    /// </summary>
    private bool NoteWrap(bool again, bool wraps)
    {
        const ulong Wrapped = (ulong)MapleTreeFlags.Wrapped;
        ulong flags = machine.Load(address + FlagsOffset, Plain);
        bool wentRound = again || (flags & Wrapped) != 0;
        ulong noted = (again ? flags : flags & ~Wrapped) | (wraps ? Wrapped : 0);
        if (noted != flags)
        {
            machine.Store(address + FlagsOffset, noted, PlainRacy);
        }

        return wentRound;
    }

    /// <summary>Finds a free area, stores a value there and says how.</summary>
    internal Errno Allocate(
        out ulong start, ulong value, ulong size, ulong low, ulong high, bool reverse,
        out WriteAccount account)
    {
        start = 0;
        account = default;
        if (MapleEntry.IsReserved(value) || !Flags.TracksGaps())
        {
            return Errno.Invalid;
        }

        var state = At(0);
        Lock();
        var result = TryAllocate(ref state, value, size, low, high, reverse);
        for (int turn = 2; result == Errno.NoMemory && state.MayTryAgain(turn); turn++)
        {
            result = TryAllocate(ref state, value, size, low, high, reverse);
        }

        start = result == Errno.None ? state.Index : 0;
        state.Destroy();
        Unlock();
        account = new(state.Strategy, state.Built);
        return result;
    }

    private static Errno TryAllocate(
        ref MapleState<TMachine> state, ulong value, ulong size, ulong low, ulong high, bool reverse)
    {
        state.Reset();
        var result = reverse ? state.EmptyAreaReverse(low, high, size) : state.EmptyArea(low, high, size);
        return result == Errno.None ? state.TryInsert(value) : result;
    }
}
