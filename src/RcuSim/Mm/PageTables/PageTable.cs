using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>One page table. An entry is 0, or says that a page is present, or points to a table.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
/// <param name="level">Its level.</param>
internal readonly struct PageTable<TMachine>(TMachine machine, ulong address, TableLevel level)
    where TMachine : struct, IMachine
{
    /// <summary>The entry of a page that is present.</summary>
    public const ulong Present = 1;

    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    /// <summary>Its level.</summary>
    public TableLevel Level => level;

    /// <summary>
    /// Its lock: of the lowest level, that of its pages; of the next, that of the making of tables below it.
    /// </summary>
    [KernelName("pte_lockptr")]
    public SpinLock<TMachine> Lock => new(machine, WordAddress.Of(address, TableCaches.Lock));

    /// <summary>Takes a table without entries. Address 0 if there is no memory.</summary>
    public static PageTable<TMachine> Allocate(TMachine machine, TableLevel level)
    {
        var cache = TableCaches.Of(level);
        ulong address = machine.Allocate(cache);
        if (address != 0)
        {
            machine.Fill(address, 0, cache.Words);
        }

        return new(machine, address, level);
    }

    /// <summary>Frees it. Nothing points to it any more.</summary>
    public void Free() => machine.Free(TableCaches.Of(level), address);

    /// <summary>The table that an entry points to; its address is 0 if there is none.</summary>
    public PageTable<TMachine> Below(int index) =>
        // (F) Finds a table; pairs with (E). Moved below the accesses to that table, they could meet its
        // words before it was cleared.
        new(machine, machine.Load(EntryAddress(index), MemoryOrder.Dereference), level - 1);

    /// <summary>Points an entry to a table, under the lock that guards the making of it.</summary>
    public void Link(int index, PageTable<TMachine> below) =>
        // (E) Publishes a table; pairs with (F). Moved above the clearing of its entries, a fault beside
        // could take what was there before for tables and pages.
        machine.Store(EntryAddress(index), below.Address, MemoryOrder.Publish);

    /// <summary>Marks a page present, under the table's lock.</summary>
    /// <returns>False if it was.</returns>
    [KernelName("set_pte_at")]
    public bool Install(int index)
    {
        bool isNew = machine.Load(EntryAddress(index), MemoryOrder.Once) == 0;
        if (isNew)
        {
            machine.Store(EntryAddress(index), Present, MemoryOrder.Once);
        }

        return isNew;
    }

    /// <summary>Empties an entry.</summary>
    public void Clear(int index) => machine.Store(EntryAddress(index), 0, MemoryOrder.Once);

    /// <summary>The first entry that is not empty, from one on; <paramref name="end"/> if there is
    /// none.</summary>
    public int NextPresent(int index, int end) =>
        index + machine.FindAtLeast(EntryAddress(index), end - index, 1, MemoryOrder.Once);

    /// <summary>The entries that are not empty and cover some of a range within the table.</summary>
    /// <param name="first">The first address.</param>
    /// <param name="last">The last address.</param>
    public PresentEntries<TMachine> In(ulong first, ulong last) => new(this, first, last);

    private ulong EntryAddress(int index) => WordAddress.Of(address, TableCaches.Entry + index);
}
