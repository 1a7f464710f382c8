using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>Taking pages away.</content>
internal readonly partial struct PageTables<TMachine>
{
    /// <summary>Takes the pages of a range away; the tables stay, empty.</summary>
    /// <param name="start">The first address.</param>
    /// <param name="end">The address after the last.</param>
    [KernelName("unmap_page_range")]
    public void Zap(ulong start, ulong end)
    {
        if (start < TableGeometry.UserEnd)
        {
            Zap(Root, start, Math.Min(end, TableGeometry.UserEnd) - 1);
        }
    }

    private static void Zap(PageTable<TMachine> table, ulong first, ulong last)
    {
        if (table.Level == TableLevel.Pte)
        {
            ZapPages(table, first, last);
            return;
        }

        var entries = table.In(first, last);
        while (entries.MoveNext())
        {
            Zap(table.Below(entries.Index), entries.First, entries.Last);
        }
    }

    [KernelName("zap_pte_range")]
    private static void ZapPages(PageTable<TMachine> table, ulong first, ulong last)
    {
        using var held = table.Lock.Lock();
        var pages = table.In(first, last);
        while (pages.MoveNext())
        {
            table.Clear(pages.Index);
        }
    }
}
