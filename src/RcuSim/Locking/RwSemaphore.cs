using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// A read-write semaphore, fair: a waiter is not overtaken by later ones. Its holder may sleep.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of its one word.</param>
[KernelName("rw_semaphore")]
public readonly struct RwSemaphore<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>Takes it shared.</summary>
    [KernelName("down_read")]
    public LockGuard<TMachine> Read()
    {
        machine.Lock(address, LockMode.Read);
        return new(machine, address, LockMode.Read);
    }

    /// <summary>Takes it shared if that needs no waiting; the guard says whether it was.</summary>
    [KernelName("down_read_trylock")]
    public LockGuard<TMachine> TryRead() =>
        machine.TryLock(address, LockMode.Read) ? new(machine, address, LockMode.Read) : default;

    /// <summary>Takes it exclusively.</summary>
    [KernelName("down_write")]
    public LockGuard<TMachine> Write()
    {
        machine.Lock(address, LockMode.Write);
        return new(machine, address, LockMode.Write);
    }

    /// <summary>Takes it exclusively unless a fatal signal is pending.</summary>
    /// <returns><see cref="Errno.Interrupted"/> with nothing held, or <see cref="Errno.None"/>.</returns>
    [KernelName("down_write_killable")]
    public Errno WriteKillable(out LockGuard<TMachine> guard)
    {
        if (machine.Fails(LockSites.FatalSignal))
        {
            guard = default;
            return Errno.Interrupted;
        }

        guard = Write();
        return Errno.None;
    }
}
