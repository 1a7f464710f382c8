using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Stores that are prepared ahead, so that they cannot fail. All need the tree's lock.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Chooses the strategy for a value over the range and takes all nodes it may need.</summary>
    /// <param name="value">The value that <see cref="StorePreallocated"/> will store, or one empty like
    /// it.</param>
    /// <returns>
    /// None, Invalid for an impossible range, or NoMemory: then the state is reset and has no preallocated
    /// nodes; an empty range may have grown.
    /// </returns>
    /// <remarks>Kernel: <c>mas_preallocate</c>. There is one request: it does not drop the lock.</remarks>
    [KernelName("mas_preallocate")]
    public Errno Preallocate(ulong value)
    {
        if (index > last)
        {
            return Errno.Invalid;
        }

        var plan = default(WritePlan);
        Plan(ref plan, value);

        // What an earlier preparation left is not enough as it is: only what is missing is taken.
        marks &= ~StateMarks.Preallocated;
        if (!Request(NodesWanted(in plan)))
        {
            Destroy();
            Reset();
            return Errno.NoMemory;
        }

        displaced = true;
        marks |= StateMarks.Preallocated;
        return Errno.None;
    }

    /// <summary>
    /// Stores a value with the nodes taken by <see cref="Preallocate"/>; nothing may have changed in between.
    /// Cannot fail.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">
    /// It was not prepared, or not as it would be written now. The tree is unchanged.
    /// </exception>
    /// <remarks>Kernel: <c>mas_store_prealloc</c>.</remarks>
    [KernelName("mas_store_prealloc")]
    public void StorePreallocated(ulong value)
    {
        var chosen = strategy;
        var plan = default(WritePlan);
        if (status is not (MapleStatus.Active or MapleStatus.Root) || chosen == MapleStrategy.SpanningStore)
        {
            Reset();
        }

        Plan(ref plan, value);
        if ((marks & StateMarks.Preallocated) == StateMarks.None || strategy != chosen)
        {
            throw new InvalidOperationException("a store was not prepared as it is carried out");
        }

        Commit(ref plan);
        Destroy();
    }
}
