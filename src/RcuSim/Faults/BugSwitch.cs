namespace RcuSim.Faults;

/// <summary>
/// What is broken on purpose, in the algorithm, where the kernel had it broken. One bit each; none is correct
/// code.
/// </summary>
[Flags]
public enum BugSwitch : ulong
{
    /// <summary>Nothing is broken.</summary>
    None = 0,

    /// <summary>Stack growth replaces tree nodes under the mmap read lock.</summary>
    A1 = 1 << 0,

    /// <summary>A walk does not test whether the root it starts in is dead.</summary>
    A3 = 1 << 1,

    /// <summary>Replaced nodes are marked dead before their replacement is reachable.</summary>
    A11 = 1 << 2,

    /// <summary>Fork leaves the child's tree out of RCU mode.</summary>
    B13 = 1 << 3,

    /// <summary>Fork links a copy into the file's reverse map before it has filled it.</summary>
    B9 = 1 << 7,

    /// <summary>A VMA's identity is not tested again after its reference was taken.</summary>
    C4 = 1 << 4,

    /// <summary>In RCU mode a replaced node is freed at once.</summary>
    G0 = 1 << 5,

    /// <summary>A scanner walks the child's tree during fork without its lock.</summary>
    G8 = 1 << 6,
}
