using RcuSim.Maple;

namespace RcuSim.Mm;

/// <content>Its VMAs in the order of their addresses; under the mmap lock.</content>
internal readonly partial struct MmStruct<TMachine>
{
    /// <summary>
    /// The first VMA that ends after an address and begins at or below another; may be absent.
    /// </summary>
    internal Vma<TMachine> FirstVma(ulong address, ulong last = ulong.MaxValue)
    {
        var state = new MapleState<TMachine>(Tree, address, address);
        return new(machine, state.Find(last));
    }

    /// <summary>The last VMA that ends at or below an address at which one begins; may be absent.</summary>
    internal Vma<TMachine> VmaBefore(ulong address)
    {
        var state = new MapleState<TMachine>(Tree, address, address);
        return new(machine, state.Previous(0));
    }
}
