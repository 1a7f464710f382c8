using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Visits every mapping of a file through the reverse map, as reclaim and migration do.</summary>
/// <remarks>
/// Kernel: <c>rmap_walk_file</c> (<c>mm/rmap.c</c>). Only the list's lock is held: it keeps each VMA linked.
/// </remarks>
internal static class RmapReader
{
    private const int Bound = 1 << 20;

    /// <summary>Visits all mappings.</summary>
    [KernelName("rmap_walk_file")]
    public static void Run<TMachine>(TMachine machine, MappedFile<TMachine> file)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(MmSites.WalkRmap, file.Address);
        using (file.MappingLock.Read())
        {
            var vma = file.Mappings.First;
            for (int i = 0; vma.Exists && i < Bound; i++)
            {
                RmapVisit.Run(machine, vma);
                vma = file.Mappings.Next(vma);
            }
        }

        machine.EndOperation(MmSites.WalkRmap);
    }
}
