using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>
/// Visits every VMA in which an anonymous page may be mapped, as reclaim and migration do. Only the lock of
/// the page's family of anon_vmas is held: it keeps each VMA linked.
/// </summary>
/// <remarks>
/// Kernel: <c>rmap_walk_anon</c> and <c>folio_lock_anon_vma_read</c> (<c>mm/rmap.c</c>). What there is the
/// page, is here the VMA at an address: it leads to the anon_vma, and while it does, its page counts as
/// mapped.
/// </remarks>
internal static class AnonRmapReader
{
    /// <summary>Visits the VMAs of the page that belongs at an address; nothing if none was written
    /// there.</summary>
    [KernelName("rmap_walk_anon")]
    public static void Run<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.WalkAnonRmap, address);
        using (var held = Lock(mm, address, out var anon, out ulong page))
        {
            if (held.IsHeld)
            {
                Walk(machine, anon, page);
            }
        }

        machine.EndOperation(MmSites.WalkAnonRmap);
    }

    /// <summary>
    /// Takes the lock of the page's family. The anon_vma may be freed at any time before that: its memory
    /// stays one while the read-side critical section lasts, and after it a reference keeps it.
    /// </summary>
    [KernelName("folio_lock_anon_vma_read")]
    private static LockGuard<TMachine> Lock<TMachine>(
        MmStruct<TMachine> mm, ulong address, out AnonVma<TMachine> anon, out ulong page)
        where TMachine : struct, IMachine
    {
        page = 0;
        AnonVma<TMachine> root;
        using (RcuSection<TMachine>.Enter(mm.Machine))
        {
            anon = AnonAt(mm, address);
            if (!anon.Exists)
            {
                return default;
            }

            root = anon.PeekRoot();
            var guard = root.TryLockRead();
            if (guard.IsHeld)
            {
                return Confirm(mm, address, anon, root, guard, out page);
            }

            if (!anon.TryGrab())
            {
                return default;
            }
        }

        var waited = anon.LockRead();
        root = anon.Root;
        if (anon.DropReference())
        {
            waited.Dispose();
            anon.FreeLast();
            return default;
        }

        return Confirm(mm, address, anon, root, waited, out page);
    }

    /// <summary>
    /// Looks, with the lock held, whether the page is still mapped: then its anon_vma stays. The same
    /// anon_vma may be another by now, in another family.
    /// </summary>
    private static LockGuard<TMachine> Confirm<TMachine>(
        MmStruct<TMachine> mm,
        ulong address,
        AnonVma<TMachine> anon,
        AnonVma<TMachine> root,
        LockGuard<TMachine> guard,
        out ulong page)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(mm.Machine);
        var vma = VmaAt(mm, address);
        page = 0;
        if (vma.Exists && vma.AnonVma == anon.Address && anon.PeekRoot().Address == root.Address
            && vma.Start is var start && start <= address && address < vma.End)
        {
            page = vma.PageOffset + Pages.Count(start, address);
            return guard;
        }

        guard.Dispose();
        return default;
    }

    private static AnonVma<TMachine> AnonAt<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var vma = VmaAt(mm, address);
        return vma.Exists ? AnonVma<TMachine>.Of(mm.Machine, vma) : default;
    }

    private static Vma<TMachine> VmaAt<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(mm.Tree, address, address);
        return new(mm.Machine, state.Walk());
    }

    private static void Walk<TMachine>(TMachine machine, AnonVma<TMachine> anon, ulong page)
        where TMachine : struct, IMachine
    {
        machine.Observe(MmSites.RmapPage, page);
        machine.Observe(MmSites.RmapBegin, anon.Address);
        var links = anon.Links;
        for (ulong found = links.FirstIn(page, page); found != 0; found = links.NextIn(found, page, page))
        {
            RmapVisit.Run(machine, new AnonLink<TMachine>(machine, found).Vma);
        }

        machine.Observe(MmSites.RmapEnd, anon.Address);
    }
}
