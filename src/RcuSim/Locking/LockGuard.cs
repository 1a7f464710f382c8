using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// Proof that a lock is held; disposing of it releases the lock. Only a lock makes one: the default holds
/// nothing, and <see cref="IsHeld"/> says so.
/// </summary>
public readonly struct LockGuard<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;
    private readonly ulong address;
    private readonly LockMode mode;

    /// <summary>Creates the proof of a lock that was just taken.</summary>
    internal LockGuard(TMachine machine, ulong address, LockMode mode)
    {
        this.machine = machine;
        this.address = address;
        this.mode = mode;
    }

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
