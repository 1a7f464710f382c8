namespace RcuSim.Locking;

/// <summary>How an attempt to read-lock a VMA ended.</summary>
internal enum VmaReadResult
{
    /// <summary>
    /// The count was taken; the VMA may still turn out to be another one than was looked up.
    /// </summary>
    Locked,

    /// <summary>A writer holds it or waits for it: take the mmap lock instead.</summary>
    Busy,

    /// <summary>It is in no tree any more: look it up again.</summary>
    Detached,
}
