using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Reports when a thread treats a VMA as one of an mm; see <see cref="MmSites"/>.
/// </summary>
internal static class UseSpan
{
    /// <summary>
    /// The thread has made its checks and begins to use what its lookup found; nothing if that is none.
    /// </summary>
    public static void Begin<TMachine>(TMachine machine, ulong mm, ulong address, ulong vma)
        where TMachine : struct, IMachine
    {
        machine.Observe(MmSites.UseMm, mm);
        machine.Observe(MmSites.UseAddress, address);
        machine.Observe(MmSites.UseVma, vma);
    }

    /// <summary>The thread is done with the VMA.</summary>
    public static void End<TMachine>(TMachine machine, ulong vma)
        where TMachine : struct, IMachine => machine.Observe(MmSites.UseEnd, vma);
}
