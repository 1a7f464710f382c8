namespace RcuSim.Machine;

/// <summary>What orders mean.</summary>
internal static class MemoryOrders
{
    /// <summary>True if what follows a load of this order stays behind it.</summary>
    public static bool Acquires(this MemoryOrder order) => order
        is MemoryOrder.Acquire or MemoryOrder.Dereference or MemoryOrder.AcquireRelease or MemoryOrder.Full;

    /// <summary>True if what precedes a store of this order stays before it.</summary>
    public static bool Releases(this MemoryOrder order) => order
        is MemoryOrder.Release or MemoryOrder.Publish or MemoryOrder.AcquireRelease or MemoryOrder.Full;

    /// <summary>
    /// True if the access is no plain one: whole, and with a place in the order of its word.
    /// </summary>
    public static bool IsMarked(this MemoryOrder order) => order > MemoryOrder.PlainRacy;
}
