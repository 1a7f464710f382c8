using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Carries out the steps of a case.</summary>
/// <param name="space">The address space.</param>
/// <param name="faults">Carries out those that a page fault begins with.</param>
internal sealed class VmaCalls<TMachine>(VmaSpace<TMachine> space, VmaFaults<TMachine> faults)
    where TMachine : struct, IMachine
{
    private readonly MmStruct<TMachine> mm = space.Mm;

    /// <summary>Carries out a step; returns 0 or the kernel's error.</summary>
    public int Run(VmaStep step) => step.Verb switch
    {
        VmaVerb.Munmap => (int)Unmapping.Run(mm, step.Start, step.End, downgrade: step.Number == 1),
        VmaVerb.Flags => (int)FlagChange.Run(mm, step.Start, step.End, step.Flags),
        VmaVerb.Brk => (int)HeapGrowth.Run(mm, step.Start, step.Pages),
        VmaVerb.Limit => Limit(step.Number),
        VmaVerb.MaxMap => LimitMappings(step.Number),
        _ => RunLocked(step),
    };

    /// <summary>Carries out a step that is a part of a call.</summary>
    private int RunLocked(VmaStep step)
    {
        using var held = mm.Lock.Write();
        var vma = mm.FirstVma(step.Start);
        return step.Verb switch
        {
            VmaVerb.Mmap => Map(held, step),
            VmaVerb.Split => Split(held, vma, step),
            VmaVerb.Grow => faults.Grow(held, vma, step.Start),
            VmaVerb.Fault => faults.Touch(vma, step.Start),
            _ => faults.Fork(vma, step.Start),
        };
    }

    private int Map(MmapWriteGuard<TMachine> held, VmaStep step)
    {
        ulong file = space.File(step.File);
        var request = new MapRequest(step.Start, step.Pages, step.Flags, file, step.Number);
        return (int)Region.Map(mm, held, request, step.Start);
    }

    private int Split(MmapWriteGuard<TMachine> held, Vma<TMachine> vma, VmaStep step) =>
        vma.Exists && vma.Start < step.Start
            ? (int)Splitting.Run(mm, held, vma, step.Start, newBelow: step.Number == 1)
            : (int)Errno.Invalid;

    private int Limit(ulong pages)
    {
        mm.LimitPages(mm.TotalPages + pages);
        return 0;
    }

    private int LimitMappings(ulong vmas)
    {
        mm.Globals.LimitMappings(vmas);
        return 0;
    }
}
