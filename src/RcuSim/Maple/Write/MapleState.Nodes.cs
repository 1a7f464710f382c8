using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// Preallocated nodes: held ready for one write, chained through their own words, so that nothing fails
/// half-way.
/// </content>
internal partial struct MapleState<TMachine>
{
    private const int LargestBatch = 30;
    private const ulong ChainOffset = 8;

    /// <summary>How many nodes the state holds ready.</summary>
    internal readonly int Preallocated => preallocated;

    /// <summary>True if <see cref="Preallocate"/> has prepared it, with nodes or without.</summary>
    internal readonly bool IsPrepared => (marks & StateMarks.Preallocated) != StateMarks.None;

    /// <summary>
    /// How many nodes the state has taken from its preallocated nodes in order to write them.
    /// </summary>
    internal readonly int Built => built;

    /// <summary>
    /// Preallocates nodes. On failure it keeps those it got, and <see cref="ObtainMemory"/> may ask for
    /// the rest.
    /// </summary>
    /// <returns>False when there is no memory.</returns>
    [KernelName("mas_alloc_nodes")]
    private bool Request(int wanted)
    {
        if (preallocated >= wanted)
        {
            return true;
        }

        if (preallocated > 0)
        {
            bool settled = (marks & StateMarks.Preallocated) != StateMarks.None;
            return settled || RequestBatches(wanted);
        }

        ulong first = machine.Allocate(MapleNodeLayout.Cache);
        if (first != 0)
        {
            KeepNode(first);
            return wanted == 1 || RequestBatches(wanted);
        }

        lacking = wanted;
        return false;
    }

    /// <summary>
    /// After a write that failed for lack of memory: asks for the nodes once more, with the tree's own lock
    /// dropped meanwhile. Whatever was known of the tree may then be out of date.
    /// </summary>
    /// <returns>
    /// True if the write is to be tried again: some memory was obtained and the state begins at the root.
    /// False if there was no such failure, or no node at all could be had.
    /// </returns>
    /// <remarks>Kernel: <c>mas_nomem</c>.</remarks>
    [KernelName("mas_nomem")]
    public bool ObtainMemory()
    {
        if (status != MapleStatus.Error || error != Errno.NoMemory)
        {
            return false;
        }

        Tree.Unlock();
        _ = Request(lacking);
        Tree.Lock();
        if (preallocated == 0)
        {
            return false;
        }

        Reset();
        return true;
    }

    private bool RequestBatches(int wanted)
    {
        Span<ulong> batch = stackalloc ulong[LargestBatch];
        while (preallocated < wanted)
        {
            var part = batch[..Math.Min(LargestBatch, wanted - preallocated)];
            if (!machine.AllocateBatch(MapleNodeLayout.Cache, part))
            {
                lacking = wanted;
                return false;
            }

            foreach (ulong address in part)
            {
                KeepNode(address);
            }
        }

        return true;
    }

    /// <summary>Keeps a node for later.</summary>
    [KernelName("mas_push_node")]
    private void KeepNode(ulong address)
    {
        machine.Store(address + ChainOffset, firstPreallocated, Plain);
        firstPreallocated = address;
        preallocated++;
    }

    /// <summary>Takes a zeroed node.</summary>
    private ulong TakeZeroed()
    {
        ulong address = TakeNode();
        machine.Fill(address, 0, MapleNodeLayout.Words);
        return address;
    }

    /// <summary>
    /// Takes a node that the caller fills whole. A write that asks for more nodes than it requested is a
    /// broken invariant.
    /// </summary>
    [KernelName("mas_pop_node")]
    private ulong TakeNode()
    {
        if (preallocated == 0)
        {
            throw new NodesExhaustedException();
        }

        ulong address = firstPreallocated;
        firstPreallocated = machine.Load(address + ChainOffset, Plain);
        preallocated--;
        built++;
        return address;
    }

    private void FreePreallocated()
    {
        while (preallocated > 0)
        {
            ulong address = firstPreallocated;
            firstPreallocated = machine.Load(address + ChainOffset, Plain);
            preallocated--;
            machine.Free(MapleNodeLayout.Cache, address);
        }
    }
}
