using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The page tables of an address space: three levels of tables, made as they are needed, below a root that is
/// made with it.
/// </summary>
/// <remarks>
/// Under the mmap lock, either way, or a VMA's lock, no table below that VMA goes away. So a walker finds its
/// way without a lock, and takes only the lock of the table whose entries it changes.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of the first of its words (<see cref="PageTablesWords"/>).</param>
internal readonly partial struct PageTables<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The machine they live on.</summary>
    public TMachine Machine => machine;

    /// <summary>
    /// Guards the making of tables of the two upper levels and of anonymous reverse maps, and the counts of
    /// present pages.
    /// </summary>
    [KernelName("page_table_lock")]
    public SpinLock<TMachine> Lock => new(machine, WordOf(PageTablesWords.Lock));

    /// <summary>How many bytes the tables below the root take.</summary>
    [KernelName("pgtables_bytes")]
    public ulong Bytes => machine.Load(WordOf(PageTablesWords.Bytes), MemoryOrder.Once);

    /// <summary>The root.</summary>
    public PageTable<TMachine> Root =>
        new(machine, machine.Load(WordOf(PageTablesWords.Root), MemoryOrder.Plain), TableLevel.Pgd);

    /// <summary>Makes the root. The other words are 0.</summary>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.None"/>.</returns>
    [KernelName("mm_alloc_pgd")]
    public Errno Initialise()
    {
        var root = PageTable<TMachine>.Allocate(machine, TableLevel.Pgd);
        machine.Store(WordOf(PageTablesWords.Root), root.Address, MemoryOrder.Plain);
        return root.Exists ? Errno.None : Errno.NoMemory;
    }

    /// <summary>Frees the root, when the last reference to the address space is gone.</summary>
    [KernelName("mm_free_pgd")]
    public void FreeRoot() => Root.Free();

    /// <summary>Counts tables in or out.</summary>
    private void Count(long tables) => machine.Add(
        WordOf(PageTablesWords.Bytes), unchecked((ulong)tables * TableGeometry.TableBytes), MemoryOrder.Once);

    private ulong WordOf(int word) => WordAddress.Of(address, word);
}
