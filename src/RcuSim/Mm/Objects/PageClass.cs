namespace RcuSim.Mm;

/// <summary>
/// Which count of an address space a mapping's pages are part of, besides that of all pages.
/// </summary>
/// <remarks>Kernel: <c>vm_stat_account</c>.</remarks>
internal enum PageClass
{
    /// <summary>None: shared memory, or memory that may only be read.</summary>
    Other,

    /// <summary>Private memory that may be written.</summary>
    Data,

    /// <summary>Memory that may be executed and not written.</summary>
    Executable,

    /// <summary>A stack.</summary>
    Stack,
}
