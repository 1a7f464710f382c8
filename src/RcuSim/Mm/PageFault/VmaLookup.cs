using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Finds the VMA for an address.</summary>
internal static class VmaLookup
{
    /// <summary>
    /// Finds the VMA that holds an address and locks it for reading, without the mmap lock.
    /// </summary>
    /// <returns>Address 0 if there is none, or if it cannot be had this way: take the mmap lock.</returns>
    /// <remarks>Kernel: <c>lock_vma_under_rcu</c> (<c>mm/mmap_lock.c</c>, 6.15).</remarks>
    [KernelName("lock_vma_under_rcu")]
    public static Vma<TMachine> LockUnderRcu<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.LockVma, address);
        var vma = LookUpAndLock(mm, address);
        machine.EndOperation(MmSites.LockVma);
        return vma;
    }

    /// <summary>The first VMA that ends after an address. The caller holds the mmap lock.</summary>
    [KernelName("find_vma")]
    public static Vma<TMachine> Find<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        mm.Machine.BeginOperation(MmSites.FindVma, address);
        ulong index = address;
        ulong found = mm.Tree.Find(ref index, ulong.MaxValue);
        mm.Machine.EndOperation(MmSites.FindVma);
        return new(mm.Machine, found);
    }

    private static Vma<TMachine> LookUpAndLock<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        using var section = RcuSection<TMachine>.Enter(machine);
        var state = new MapleState<TMachine>(mm.Tree, address, address);
        while (true)
        {
            var vma = new Vma<TMachine>(machine, state.Walk());
            if (!vma.Exists)
            {
                return vma;
            }

            switch (vma.Lock.StartRead(mm.Lock))
            {
                case VmaReadResult.Locked when IsWanted(mm, address, vma):
                    return vma;
                case VmaReadResult.Locked:
                    vma.Lock.EndRead();
                    return default;
                case VmaReadResult.Busy:
                    return default;
            }

            machine.Retry(MmSites.LockVmaRetry);
            state.Set(address);
        }
    }

    /// <summary>
    /// Tests under its lock that the VMA is the one looked up: its memory may have been freed and handed out
    /// again between the walk and the lock.
    /// </summary>
    private static bool IsWanted<TMachine>(MmStruct<TMachine> mm, ulong address, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        if (vma.Mm != mm.Address && !mm.Machine.Acts(BugSwitch.RecycledVmaIdentity))
        {
            return false;
        }

        return (vma.Start <= address && address < vma.End) || mm.Machine.Acts(BugSwitch.RecycledVmaRange);
    }
}
