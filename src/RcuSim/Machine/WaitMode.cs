namespace RcuSim.Machine;

/// <summary>What a thread does while it waits for a word.</summary>
public enum WaitMode : byte
{
    /// <summary>It sleeps: not allowed in a read-side critical section or with a spinlock held.</summary>
    Sleep,

    /// <summary>It spins, and keeps its processor.</summary>
    Spin,
}
