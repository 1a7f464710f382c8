using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What reverse-map readers do with each VMA: they go on to its page tables.</summary>
internal static class RmapVisit
{
    /// <summary>Reads the range and touches the mm whose page tables would be walked.</summary>
    [KernelName("page_vma_mapped_walk")]
    public static void Run<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        var mm = new MmStruct<TMachine>(machine, vma.Mm);
        UseSpan.Begin(machine, mm.Address, vma.Start, vma.Address);
        _ = vma.End;
        _ = mm.Resident;
        UseSpan.End(machine, vma.Address);
    }
}
