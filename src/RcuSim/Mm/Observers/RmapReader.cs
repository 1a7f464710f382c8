using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Visits every mapping of a file through the reverse map, as reclaim and migration do.</summary>
/// <remarks>
/// Kernel: <c>rmap_walk_file</c> (<c>mm/rmap.c</c>). Only the file's lock is held: it keeps each VMA linked.
/// </remarks>
internal static class RmapReader
{
    private const ulong Last = ulong.MaxValue;

    /// <summary>Visits all mappings.</summary>
    [KernelName("rmap_walk_file")]
    public static void Run<TMachine>(TMachine machine, MappedFile<TMachine> file)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(MmSites.WalkRmap, file.Address);
        using (file.MappingLock.Read())
        {
            var mappings = file.Mappings;
            for (ulong vma = mappings.FirstIn(0, Last); vma != 0; vma = mappings.NextIn(vma, 0, Last))
            {
                RmapVisit.Run(machine, new Vma<TMachine>(machine, vma));
            }
        }

        machine.EndOperation(MmSites.WalkRmap);
    }
}
