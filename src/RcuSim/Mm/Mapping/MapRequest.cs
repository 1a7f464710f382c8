namespace RcuSim.Mm;

/// <summary>What to map.</summary>
/// <param name="Start">Its first address; null: the lowest free range is taken.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Flags">What it allows.</param>
/// <param name="File">The address of the file it maps; 0 for anonymous memory.</param>
/// <param name="PageOffset">The page of the file that its start shows.</param>
internal readonly record struct MapRequest(
    ulong? Start, ulong Pages, VmFlags Flags, ulong File = 0, ulong PageOffset = 0)
{
    /// <summary>The address below which nothing is mapped unless it is asked for by address.</summary>
    /// <remarks>Kernel: <c>mmap_min_addr</c>.</remarks>
    public const ulong LowestStart = 0x10000;

    /// <summary>True if it is a range of whole pages that a process can map.</summary>
    public bool IsValid => Pages > 0
        && Pages <= Mm.Pages.UserEnd / Mm.Pages.Size
        && Mm.Pages.IsAligned(Start ?? 0)
        && (Start ?? 0) <= Mm.Pages.UserEnd - (Pages * Mm.Pages.Size);
}
