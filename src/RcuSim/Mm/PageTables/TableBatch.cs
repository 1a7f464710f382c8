using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Tables that were taken out and are freed together, after whoever may still walk them is done.
/// </summary>
/// <remarks>
/// Kernel: the tables in an <c>mmu_gather</c>. They are chained through a word of their own, with the level
/// in the low bits of the pointer. Address translations that the processors remember are not modelled.
/// </remarks>
/// <param name="machine">The machine.</param>
[KernelName("mmu_gather")]
internal struct TableBatch<TMachine>(TMachine machine)
    where TMachine : struct, IMachine
{
    private const ulong LevelBits = 3;
    private PageTable<TMachine> last;

    /// <summary>The table that was taken out first; address 0 if there is none.</summary>
    public PageTable<TMachine> First { get; private set; }

    /// <summary>The table that was taken out after another; address 0 if there is none.</summary>
    public readonly PageTable<TMachine> Next(PageTable<TMachine> table)
    {
        ulong next = machine.Load(NextWord(table), MemoryOrder.Plain);
        return new(machine, next & ~LevelBits, (TableLevel)(next & LevelBits));
    }

    /// <summary>Adds a table.</summary>
    [KernelName("tlb_remove_table")]
    public void Add(PageTable<TMachine> table)
    {
        if (last.Exists)
        {
            machine.Store(NextWord(last), table.Address | (ulong)table.Level, MemoryOrder.Plain);
        }
        else
        {
            First = table;
        }

        last = table;
    }

    /// <summary>Frees the tables.</summary>
    [KernelName("tlb_finish_mmu")]
    public void Free()
    {
        var table = First;
        while (table.Exists)
        {
            var next = Next(table);
            table.Free();
            table = next;
        }

        First = last = default;
    }

    private static ulong NextWord(PageTable<TMachine> table) =>
        WordAddress.Of(table.Address, TableCaches.BatchNext);
}
