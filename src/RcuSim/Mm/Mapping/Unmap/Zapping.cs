using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Takes the pages of VMAs away, before any of their page tables goes.</summary>
internal static class Zapping
{
    /// <summary>Takes the pages of VMAs away, from one on.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="first">The first VMA.</param>
    /// <param name="treeEnd">VMAs that begin from it on are left alone; 0 if there are none.</param>
    public static void Run<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> first, ulong treeEnd)
        where TMachine : struct, IMachine => Run(mm, VmaRun<TMachine>.From(mm, first, treeEnd));

    /// <summary>Takes the pages of a run of VMAs away.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="run">The VMAs.</param>
    [KernelName("unmap_vmas")]
    public static void Run<TMachine>(MmStruct<TMachine> mm, VmaRun<TMachine> run)
        where TMachine : struct, IMachine
    {
        while (run.Current.Exists)
        {
            mm.Tables.Zap(run.Current.Start, run.Current.End);
            run.MoveNext();
        }
    }
}
