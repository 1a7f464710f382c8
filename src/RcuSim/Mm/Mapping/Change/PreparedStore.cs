using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>
/// The store of a VMA over a range of its tree, for which all nodes are there: it cannot fail any more.
/// Carried out or dropped.
/// </summary>
internal struct PreparedStore<TMachine>
    where TMachine : struct, IMachine
{
    private MapleState<TMachine> state;

    private PreparedStore(MapleState<TMachine> state) => this.state = state;

    /// <summary>Prepares a store.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="start">Where the range begins.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <param name="store">The store.</param>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.None"/>.</returns>
    [KernelName("vma_iter_prealloc")]
    public static Errno Prepare(
        MmStruct<TMachine> mm, Vma<TMachine> vma, ulong start, ulong end, out PreparedStore<TMachine> store)
    {
        var state = new MapleState<TMachine>(mm.Tree, start, end - 1);
        var error = mm.Machine.Fails(MappingSites.Prepare) ? Errno.NoMemory : state.Preallocate(vma.Address);
        store = new(state);
        return error;
    }

    /// <summary>Stores the VMA.</summary>
    [KernelName("vma_iter_store_overwrite")]
    public void CarryOut(Vma<TMachine> vma) => state.StorePreallocated(vma.Address);

    /// <summary>Gives the nodes back.</summary>
    [KernelName("vma_iter_free")]
    public void Drop() => state.Destroy();
}
