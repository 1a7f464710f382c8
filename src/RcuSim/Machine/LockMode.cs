namespace RcuSim.Machine;

/// <summary>The modes in which the machine's locks are taken.</summary>
public enum LockMode : byte
{
    /// <summary>A spinlock: exclusive, its holder never sleeps.</summary>
    Spin,

    /// <summary>A fair read-write semaphore, shared.</summary>
    Read,

    /// <summary>A fair read-write semaphore, exclusive.</summary>
    Write,
}
