namespace RcuSim.Scripts;

/// <summary>What a step of a case on an address space does.</summary>
internal enum VmaVerb
{
    /// <summary>Maps pages over whatever is there.</summary>
    Mmap,

    /// <summary>Unmaps pages.</summary>
    Munmap,

    /// <summary>Sets flags.</summary>
    Flags,

    /// <summary>Splits a VMA.</summary>
    Split,

    /// <summary>Writes a page for the first time.</summary>
    Fault,

    /// <summary>Gives a VMA the links of a forked child's.</summary>
    Forked,

    /// <summary>Lets a stack grow down to a page.</summary>
    Grow,

    /// <summary>Adds to the heap.</summary>
    Brk,

    /// <summary>Limits the pages that may be mapped.</summary>
    Limit,

    /// <summary>Limits the number of VMAs.</summary>
    MaxMap,
}
