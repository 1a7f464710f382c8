using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Gives a part of a VMA that is to have other flags a VMA of its own, or a neighbour's.</summary>
internal static class Modification
{
    /// <summary>Merges the part into neighbours that have these flags, or else splits the rest off.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <param name="flags">The flags that the part is to have. They are not set here.</param>
    /// <param name="result">The VMA that holds the part: with the flags if it was merged.</param>
    /// <returns>
    /// <see cref="Errno.NoMemory"/>, perhaps with a part split off already, or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("vma_modify")]
    public static Errno Run<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        Vma<TMachine> vma,
        ulong start,
        ulong end,
        VmFlags flags,
        out Vma<TMachine> result)
        where TMachine : struct, IMachine
    {
        var request = new MergeRequest<TMachine>
        {
            Previous = mm.VmaBefore(vma.Start),
            Middle = vma,
            Start = start,
            End = end,
            Flags = flags,
            File = vma.File.Address,
            PageOffset = vma.OffsetOf(start),
        };
        var error = Merging.ChangeRange(mm, held, request, out result);
        if (error != Errno.None || result.Exists)
        {
            return error;
        }

        result = vma;
        if (vma.Start < start)
        {
            error = Splitting.Run(mm, held, vma, start, newBelow: true);
        }

        return error == Errno.None && vma.End > end
            ? Splitting.Run(mm, held, vma, end, newBelow: false)
            : error;
    }
}
