namespace RcuSim.Mm;

/// <summary>
/// The ways in which kernel versions copied an address space and cleaned up when that failed.
/// </summary>
public enum ForkRegime
{
    /// <summary>
    /// Before the tree could be duplicated: every VMA is stored into a new tree in bulk (up to 6.7).
    /// </summary>
    Bulk,

    /// <summary>
    /// The tree is duplicated; a failure is undone while both mmap locks are held (posted September 2023).
    /// </summary>
    V3,

    /// <summary>
    /// A failure is marked in the tree and cleaned up at exit, after the locks were dropped (6.8 to 2025).
    /// </summary>
    V68,

    /// <summary>A failure is cleaned up under the locks again, with separate limits (2026).</summary>
    V70,
}
