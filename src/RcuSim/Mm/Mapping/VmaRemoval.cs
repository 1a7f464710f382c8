using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Takes VMAs apart: readers out, pages away, out of the reverse maps, memory back.</summary>
internal static class VmaRemoval
{
    /// <summary>
    /// Removes every VMA that begins at or below an address. The tree keeps their addresses: its owner, who
    /// holds the lock for writing, destroys it next.
    /// </summary>
    public static void All<TMachine>(MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong last)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(mm.Tree, 0, 0);
        var totals = default(Totals);
        ulong found;
        while ((found = state.Find(last)) != 0)
        {
            One(mm, held, new(mm.Machine, found), ref totals);
        }

        Settle(mm, totals);
    }

    /// <summary>
    /// Removes VMAs that are chained by <see cref="VmaWords.GatherNext"/> and are in no tree any more.
    /// </summary>
    public static void Gathered<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> first)
        where TMachine : struct, IMachine
    {
        var totals = default(Totals);
        while (first.Exists)
        {
            var next = new Vma<TMachine>(mm.Machine, first.Get(VmaWords.GatherNext));
            One(mm, held, first, ref totals);
            first = next;
        }

        Settle(mm, totals);
    }

    /// <summary>Takes a VMA out of both reverse maps.</summary>
    public static void Unlink<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        AnonUnlink.Run(machine, vma);
        var file = vma.File;
        if (file.Exists)
        {
            file.Unlink(vma);
        }
    }

    [KernelName("remove_vma")]
    private static void One<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ref Totals totals)
        where TMachine : struct, IMachine
    {
        ulong start = vma.Start;
        ulong pages = Pages.Count(start, vma.End);
        UseSpan.Begin(mm.Machine, mm.Address, start, vma.Address);
        vma.Lock.StartWrite(held);
        vma.Lock.Detach();
        totals.Vmas++;
        totals.Pages += (long)pages;
        totals.Charged += vma.Flags.Has(VmFlags.Account) ? pages : 0;
        totals.Present += (long)vma.Present;
        Unlink(mm.Machine, vma);
        var file = vma.File;
        if (file.Exists)
        {
            file.Close();
        }

        UseSpan.End(mm.Machine, vma.Address);
        vma.Free();
    }

    private static void Settle<TMachine>(MmStruct<TMachine> mm, Totals totals)
        where TMachine : struct, IMachine
    {
        mm.Count(-totals.Vmas, -totals.Pages);
        mm.AddResident(-totals.Present);
        mm.Globals.Uncharge(totals.Charged);
    }

    /// <summary>What the removed VMAs were counted with.</summary>
    private struct Totals
    {
        public long Vmas;
        public long Pages;
        public long Present;
        public ulong Charged;
    }
}
