using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>Hears what one thread does on a <see cref="WatchedMachine{TMachine}"/>.</summary>
internal interface IMachineWatcher
{
    /// <summary>True if an allocation fails.</summary>
    bool Fails(SlabCache cache);

    /// <summary>True if the failure planned for a place happens.</summary>
    bool Fails(Site site);

    /// <summary>An object was taken.</summary>
    void Allocated(SlabCache cache, ulong address);

    /// <summary>An object is freed.</summary>
    void Freed(SlabCache cache, ulong address);

    /// <summary>A lock was taken, other than by a try.</summary>
    void Locked(ulong address, LockMode mode);

    /// <summary>A lock is released.</summary>
    void Unlocked(ulong address, LockMode mode);

    /// <summary>A write hold becomes a read hold.</summary>
    void Downgraded(ulong address);

    /// <summary>Something is observed.</summary>
    void Observed(Site key, ulong value);
}
