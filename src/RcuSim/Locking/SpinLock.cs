using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>An exclusive lock whose holder does not sleep.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of its one word.</param>
[KernelName("spinlock_t")]
public readonly struct SpinLock<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>Takes the lock.</summary>
    [KernelName("spin_lock")]
    public LockGuard<TMachine> Lock()
    {
        machine.Lock(address, LockMode.Spin);
        return new(machine, address, LockMode.Spin);
    }
}
