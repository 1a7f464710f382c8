using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Tells the oracles when a thread treats a VMA as one of an mm; see <see cref="MmSites"/>.
/// </summary>
internal static class Use
{
    /// <summary>
    /// The thread has made its checks and begins to use what its lookup found; nothing if that is none.
    /// </summary>
    public static void Begin<TMachine>(MmStruct<TMachine> mm, ulong address, Vma<TMachine> vma)
        where TMachine : struct, IMachine => Begin(mm.Machine, mm.Address, address, vma.Address);

    /// <summary>As above, by addresses.</summary>
    public static void Begin<TMachine>(TMachine machine, ulong mm, ulong address, ulong vma)
        where TMachine : struct, IMachine
    {
        machine.Observe(MmSites.UseMm, mm);
        machine.Observe(MmSites.UseAddress, address);
        machine.Observe(MmSites.UseVma, vma);
    }

    /// <summary>The thread is done with the VMA.</summary>
    public static void End<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine => machine.Observe(MmSites.UseEnd, vma.Address);
}
