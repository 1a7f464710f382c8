using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Tears an address space down when its last user is gone.</summary>
/// <remarks>
/// Kernel: <c>exit_mmap</c>. Everything is done under the write lock; the kernel unmaps pages under the read
/// lock first, to let the OOM reaper in, which is not modelled.
/// </remarks>
internal static class Exit
{
    /// <summary>Gives a user's hold back; the last one tears the mappings down.</summary>
    [KernelName("mmput")]
    public static void Put<TMachine>(this MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        if (mm.DropUser())
        {
            Run(mm);
            mm.Drop();
        }
    }

    /// <summary>Removes all VMAs and destroys the tree.</summary>
    [KernelName("exit_mmap")]
    private static void Run<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.ExitMmap, mm.Address);
        using (var held = mm.Lock.Write())
        {
            // No thread of the process is left to walk the tree by RCU, and scanners take the lock.
            mm.Tree.LeaveRcuMode();
            VmaRemoval.All(mm, held, treeEnd: 0);
            machine.Observe(MmSites.BalanceMapCount, mm.MapCount);
            mm.Tree.Destroy();
        }

        mm.Globals.Unlist(mm);
        machine.EndOperation(MmSites.ExitMmap);
    }
}
