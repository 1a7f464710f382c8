using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>Proof that a lock is held; disposing of it releases the lock.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The lock's address.</param>
/// <param name="mode">How it is held.</param>
public readonly struct LockGuard<TMachine>(TMachine machine, ulong address, LockMode mode) : IDisposable
    where TMachine : struct, IMachine
{
    /// <summary>The lock's address; 0 if nothing is held.</summary>
    public ulong Address => address;

    /// <summary>How it is held.</summary>
    public LockMode Mode => mode;

    /// <summary>True if something is held.</summary>
    public bool IsHeld => address != 0;

    /// <summary>Turns a write hold into a read hold. The guard it is called on is spent.</summary>
    /// <remarks>Kernel: <c>downgrade_write()</c>.</remarks>
    public LockGuard<TMachine> Downgrade()
    {
        machine.Downgrade(address);
        return new(machine, address, LockMode.Read);
    }

    /// <summary>Releases the lock; does nothing if none is held.</summary>
    public void Dispose()
    {
        if (IsHeld)
        {
            machine.Unlock(address, mode);
        }
    }
}
