using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Writes that take the tree's own lock.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Stores a value at one index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value; 0 empties the index.</param>
    /// <returns>None, Invalid for a value that may not be stored, or NoMemory.</returns>
    /// <remarks>Kernel: <c>mtree_store</c>.</remarks>
    [KernelName("mtree_store")]
    public Errno Store(ulong index, ulong value) => StoreRange(index, index, value);

    /// <summary>Stores a value over a range.</summary>
    /// <param name="first">The lowest index.</param>
    /// <param name="last">The highest index, inclusive.</param>
    /// <param name="value">The value; 0 empties the range.</param>
    /// <returns>None, Invalid for an impossible range or value, or NoMemory.</returns>
    /// <remarks>Kernel: <c>mtree_store_range</c>.</remarks>
    [KernelName("mtree_store_range")]
    public Errno StoreRange(ulong first, ulong last, ulong value) => StoreRange(first, last, value, out _);

    /// <summary>Stores a value at one index that must be empty.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value; 0 leaves the index empty.</param>
    /// <returns>None, Invalid, Exists or NoMemory.</returns>
    /// <remarks>Kernel: <c>mtree_insert</c>.</remarks>
    [KernelName("mtree_insert")]
    public Errno Insert(ulong index, ulong value) => InsertRange(index, index, value);

    /// <summary>Stores a value over a range that must be empty.</summary>
    /// <param name="first">The lowest index.</param>
    /// <param name="last">The highest index, inclusive.</param>
    /// <param name="value">The value; 0 leaves the range empty.</param>
    /// <returns>None, Invalid, Exists or NoMemory.</returns>
    /// <remarks>
    /// Kernel: <c>mtree_insert_range</c>. As there, a range over everything replaces the contents of a tree
    /// of one leaf.
    /// </remarks>
    [KernelName("mtree_insert_range")]
    public Errno InsertRange(ulong first, ulong last, ulong value) => InsertRange(first, last, value, out _);

    /// <summary>Empties the whole slot that holds an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value found there; 0 if none.</param>
    /// <returns>None, or NoMemory: the value still is there then.</returns>
    /// <remarks>Kernel: <c>mtree_erase</c>, which hides lack of memory.</remarks>
    [KernelName("mtree_erase")]
    public Errno Erase(ulong index, out ulong value) => Erase(index, out value, out _);

    /// <summary>Stores a value over a range and says how.</summary>
    internal Errno StoreRange(ulong first, ulong last, ulong value, out WriteAccount account)
    {
        account = default;
        if (first > last || MapleEntry.IsAdvanced(value))
        {
            return Errno.Invalid;
        }

        var state = new MapleState<TMachine>(this, first, last);
        Lock();
        var result = state.StoreAllocating(value);
        Unlock();
        account = new(state.Strategy, state.Built);
        return result;
    }

    /// <summary>Inserts a value over a range and says how.</summary>
    internal Errno InsertRange(ulong first, ulong last, ulong value, out WriteAccount account)
    {
        account = default;
        if (first > last || MapleEntry.IsAdvanced(value))
        {
            return Errno.Invalid;
        }

        var state = new MapleState<TMachine>(this, first, last);
        Lock();
        var result = state.Insert(value);
        Unlock();
        account = new(state.Strategy, state.Built);
        return result;
    }

    /// <summary>Empties the slot that holds an index and says how.</summary>
    internal Errno Erase(ulong index, out ulong value, out WriteAccount account)
    {
        var state = At(index);
        Lock();
        value = state.Erase();
        Unlock();
        account = new(state.Strategy, state.Built);
        return state.Status == MapleStatus.Error ? state.Error : Errno.None;
    }
}
