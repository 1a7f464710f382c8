using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Visits an address space that it found on a list, not through a process.</summary>
/// <remarks>
/// Kernel: <c>unuse_mm</c> (swapoff) and its like. It can meet the mm of a child that fork is still filling;
/// the mmap lock is what keeps it out until then.
/// </remarks>
public static partial class Scanner
{
    /// <summary>
    /// Waits until fork has listed an mm, then visits its VMAs; does nothing if none is listed.
    /// </summary>
    public static void Run<TMachine>(World<TMachine> world)
        where TMachine : struct, IMachine
    {
        world.AwaitFork(ForkProgress.Listed);
        var mm = world.GrabListed();
        if (mm.Exists)
        {
            Visit(mm);
            mm.Drop();
        }
    }

    [KernelName("unuse_mm")]
    private static void Visit<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Scan, mm.Address);
        WalkUnderLock(mm);
        machine.EndOperation(MmSites.Scan);
    }

    private static void WalkUnderLock<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        if (mm.Machine.Detours(BugSwitch.NakedWalk))
        {
            WalkNaked(mm);
            return;
        }

        using var held = mm.Lock.Read();
        Walk(mm);
    }

    private static void Walk<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.Observe(MmSites.WalkBegin, mm.Address);
        var state = new MapleState<TMachine>(mm.Tree, 0, 0);
        ulong found;
        while ((found = state.Find(ulong.MaxValue)) != 0)
        {
            var vma = new Vma<TMachine>(machine, found);
            Use.Begin(mm, state.Index, vma);
            _ = vma.End;
            Use.End(machine, vma);
        }

        machine.Observe(MmSites.WalkEnd, mm.Address);
    }
}
