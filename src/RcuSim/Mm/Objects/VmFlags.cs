namespace RcuSim.Mm;

/// <summary>What a mapping allows and how fork treats it.</summary>
/// <remarks>Kernel: the <c>VM_</c> flags of the same names; the values are ours.</remarks>
[Flags]
internal enum VmFlags : ulong
{
    /// <summary>Nothing is allowed.</summary>
    None = 0,

    /// <summary>May be read.</summary>
    Read = 1 << 0,

    /// <summary>May be written.</summary>
    Write = 1 << 1,

    /// <summary>May be executed.</summary>
    Execute = 1 << 2,

    /// <summary>Writes are shared with all who map the file.</summary>
    Shared = 1 << 3,

    /// <summary>A stack: a fault below it makes it grow.</summary>
    GrowsDown = 1 << 4,

    /// <summary>Fork leaves it out of the child.</summary>
    DontCopy = 1 << 5,

    /// <summary>Its pages are charged when it is mapped.</summary>
    Account = 1 << 6,

    /// <summary>The child gets it empty.</summary>
    WipeOnFork = 1 << 7,

    /// <summary>Locked in memory; a child's copy is not.</summary>
    Locked = 1 << 8,

    /// <summary>Its pages are huge ones of a pool.</summary>
    Huge = 1 << 9,

    /// <summary>Expected to be read from its start to its end.</summary>
    Sequential = 1 << 10,

    /// <summary>Never charged.</summary>
    NoReserve = 1 << 11,
}
