using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Visits an address space that it found on a list, not through a process.</summary>
/// <remarks>
/// Kernel: <c>unuse_mm</c> (swapoff) and its like. It can meet the mm of a child that fork is still filling;
/// the mmap lock is what keeps it out until then.
/// </remarks>
internal static partial class Scanner
{
    /// <summary>Visits the VMAs of the mm that is listed; does nothing if none is.</summary>
    public static void Run<TMachine>(KernelGlobals<TMachine> globals)
        where TMachine : struct, IMachine
    {
        var mm = globals.GrabListed();
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
        if (mm.Machine.Detours(BugSwitch.UnprotectedWalk))
        {
            WalkUnprotected(mm);
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
            UseSpan.Begin(machine, mm.Address, state.Index, vma.Address);
            _ = vma.End;
            UseSpan.End(machine, vma.Address);
        }

        machine.Observe(MmSites.WalkEnd, mm.Address);
    }
}
