using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>Making tables.</content>
internal readonly partial struct PageTables<TMachine>
{
    /// <summary>
    /// Makes the page of an address present, with the tables that lead to it. The caller holds the mmap lock
    /// or the lock of the VMA there.
    /// </summary>
    /// <param name="page">An address in the page.</param>
    /// <returns>
    /// <see cref="Errno.NoMemory"/>, with the tables made so far left in place, or <see cref="Errno.None"/>,
    /// also if it was present.
    /// </returns>
    public Errno Populate(ulong page)
    {
        var table = Root;
        while (table.Level > TableLevel.Pte)
        {
            table = TableBelow(table, page);
            if (!table.Exists)
            {
                return Errno.NoMemory;
            }
        }

        using var held = table.Lock.Lock();
        table.Install(table.Level.IndexOf(page));
        return Errno.None;
    }

    /// <summary>
    /// The table of the next level for an address, which is made if there is none. It is cleared before any
    /// lock is taken; a thread that finds it made meanwhile frees its own.
    /// </summary>
    /// <returns>Address 0 if there is no memory.</returns>
    [KernelName("__pte_alloc")]
    private PageTable<TMachine> TableBelow(PageTable<TMachine> table, ulong page)
    {
        int index = table.Level.IndexOf(page);
        var below = table.Below(index);
        if (below.Exists)
        {
            return below;
        }

        var fresh = PageTable<TMachine>.Allocate(machine, table.Level - 1);
        if (!fresh.Exists)
        {
            return fresh;
        }

        below = LinkUnlessThere(table, index, fresh);
        if (below.Address != fresh.Address)
        {
            fresh.Free();
        }

        return below;
    }

    private PageTable<TMachine> LinkUnlessThere(
        PageTable<TMachine> table, int index, PageTable<TMachine> fresh)
    {
        using var held = (table.Level == TableLevel.Pmd ? table.Lock : Lock).Lock();
        var below = table.Below(index);
        if (below.Exists)
        {
            return below;
        }

        Count(1);
        table.Link(index, fresh);
        return fresh;
    }
}
