using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Whether the reverse maps of two neighbours let them be merged.</summary>
internal static class AnonMerge
{
    /// <summary>
    /// True if they have the same anon_vma, or one has none and the other exactly one link: with more, a fork
    /// lies between, and the lock of a family would be shared ever wider. The caller holds their mmap lock
    /// for writing.
    /// </summary>
    [KernelName("is_mergeable_anon_vma")]
    public static bool AreCompatible<TMachine>(Vma<TMachine> one, Vma<TMachine> other)
        where TMachine : struct, IMachine => (one.AnonVma, other.AnonVma) switch
        {
            (var first, var second) when first == second => true,
            (0, _) => other.HasOneLink,
            (_, 0) => one.HasOneLink,
            _ => false,
        };
}
