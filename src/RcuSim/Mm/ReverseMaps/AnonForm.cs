namespace RcuSim.Mm;

/// <summary>
/// In which order a VMA is linked to the reverse maps of another: what is allocated when, and where a new
/// link goes. What it comes to is the same.
/// </summary>
internal enum AnonForm
{
    /// <summary>
    /// A link is allocated when it is needed, under the lock, which is given up if that has to wait; the
    /// child's own anon_vma comes after the clone. Up to 6.18.
    /// </summary>
    V618,

    /// <summary>
    /// The child's own anon_vma and all links are allocated before any is seen; then nothing can fail. A
    /// clone comes out in reversed order. From 7.0 on.
    /// </summary>
    V70,
}
