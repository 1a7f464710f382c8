using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// A change of the pages that a VMA covers: its links leave the trees, where they lie by page offset, and
/// come back. Whoever holds the family's lock meets the VMA as it was or as it is.
/// </summary>
internal static class AnonBounds
{
    /// <summary>Takes the lock of a VMA's family; holds nothing if it was never written.</summary>
    public static LockGuard<TMachine> Lock<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        var anon = AnonVma<TMachine>.Of(machine, vma);
        return anon.Exists ? anon.LockWrite() : default;
    }

    /// <summary>Takes all links of a VMA out of their trees, under the lock.</summary>
    [KernelName("anon_vma_interval_tree_pre_update_vma")]
    public static void TakeOut<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        for (var link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = link.Older)
        {
            link.AnonVma.Links.Remove(link.Address);
        }
    }

    /// <summary>Puts them back, under the lock.</summary>
    [KernelName("anon_vma_interval_tree_post_update_vma")]
    public static void PutBack<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        for (var link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = link.Older)
        {
            link.AnonVma.Links.Insert(link.Address);
        }
    }
}
