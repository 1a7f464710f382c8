using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// Proof that the lock of an address space is held for writing; disposing of it unlocks all its VMAs, then
/// the lock.
/// </summary>
/// <param name="mmapLock">The lock.</param>
/// <param name="guard">The hold on its semaphore.</param>
internal readonly struct MmapWriteGuard<TMachine>(MmapLock<TMachine> mmapLock, LockGuard<TMachine> guard)
    : IDisposable
    where TMachine : struct, IMachine
{
    /// <summary>The lock.</summary>
    public MmapLock<TMachine> Lock => mmapLock;

    /// <summary>The hold on its semaphore, as proof for a tree that lives under it.</summary>
    public LockGuard<TMachine> Semaphore => guard;

    /// <summary>True if it is held.</summary>
    public bool IsHeld => guard.IsHeld;

    /// <summary>Turns the write hold into a read hold, which unlocks all VMAs. This guard is spent.</summary>
    [KernelName("mmap_write_downgrade")]
    public LockGuard<TMachine> Downgrade()
    {
        mmapLock.EndWriteAll();
        return guard.Downgrade();
    }

    /// <summary>Unlocks all VMAs and releases the lock; does nothing if it is not held.</summary>
    [KernelName("mmap_write_unlock")]
    public void Dispose()
    {
        if (guard.IsHeld)
        {
            mmapLock.EndWriteAll();
            guard.Dispose();
        }
    }
}
