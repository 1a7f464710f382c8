using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>An anon_vma that nobody knows yet, and the link that its VMA will have to it.</summary>
/// <param name="AnonVma">The anon_vma; address 0 if there is none.</param>
/// <param name="Link">The link.</param>
internal readonly record struct FreshAnonVma<TMachine>(AnonVma<TMachine> AnonVma, AnonLink<TMachine> Link)
    where TMachine : struct, IMachine
{
    /// <summary>Takes both; false if there is no memory, with neither left.</summary>
    public static bool TryAllocate(TMachine machine, out FreshAnonVma<TMachine> fresh)
    {
        fresh = default;
        var anon = AnonVma<TMachine>.Allocate(machine);
        if (!anon.Exists)
        {
            return false;
        }

        var link = AnonLink<TMachine>.Allocate(machine);
        if (!link.Exists)
        {
            anon.Put();
            return false;
        }

        fresh = new(anon, link);
        return true;
    }

    /// <summary>Frees both, if there are any.</summary>
    public void GiveBack()
    {
        if (AnonVma.Exists)
        {
            AnonVma.Put();
            Link.Free();
        }
    }
}
