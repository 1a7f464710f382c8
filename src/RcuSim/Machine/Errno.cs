namespace RcuSim.Machine;

/// <summary>Expected outcomes of kernel operations. Zero is success; failures carry the kernel's negative
/// numbers.</summary>
public enum Errno
{
    /// <summary>Success.</summary>
    None = 0,

    /// <summary>Not permitted (-EPERM).</summary>
    NotPermitted = -1,

    /// <summary>No such entry (-ENOENT).</summary>
    NoEntry = -2,

    /// <summary>Interrupted by a fatal signal (-EINTR).</summary>
    Interrupted = -4,

    /// <summary>Try again (-EAGAIN).</summary>
    Again = -11,

    /// <summary>Out of memory (-ENOMEM).</summary>
    NoMemory = -12,

    /// <summary>Bad address (-EFAULT).</summary>
    Fault = -14,

    /// <summary>No suitable area, or the resource is in use (-EBUSY).</summary>
    Busy = -16,

    /// <summary>The range is occupied (-EEXIST).</summary>
    Exists = -17,

    /// <summary>Invalid argument (-EINVAL).</summary>
    Invalid = -22,
}
