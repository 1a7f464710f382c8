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

    /// <summary>True if what is mapped there is unmapped; false if nothing may be mapped there.</summary>
    /// <remarks>Kernel: <c>MAP_FIXED</c>; <c>MAP_FIXED_NOREPLACE</c> without it.</remarks>
    public bool Replaces { get; init; }

    /// <summary>
    /// True if it becomes a VMA of its own with just these flags: it was listed so, and what made it so is
    /// not known. Otherwise neighbours may stand for it, and it is charged if its flags say that it has to
    /// be.
    /// </summary>
    public bool IsListed { get; init; }

    /// <summary>How many bytes it has.</summary>
    public ulong Size => Pages * Mm.Pages.Size;

    /// <summary>The page that its start shows, if it is mapped at an address.</summary>
    public ulong OffsetAt(ulong start) => File == 0 ? start / Mm.Pages.Size : PageOffset;

    /// <summary>True if it is a range of whole pages that a process can map.</summary>
    public bool IsValid => Pages > 0
        && Pages <= Mm.Pages.UserEnd / Mm.Pages.Size
        && Mm.Pages.IsAligned(Start ?? 0)
        && (Start ?? 0) <= Mm.Pages.UserEnd - (Pages * Mm.Pages.Size);
}
