using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>Changing what it covers. The caller stores it over its new range in the tree.</content>
internal readonly partial struct Vma<TMachine>
{
    /// <summary>Sets its bounds, and the page that its start shows.</summary>
    [KernelName("vma_set_range")]
    internal void SetBounds(ulong start, ulong end, ulong pageOffset)
    {
        Put(VmaWords.Start, start);
        Put(VmaWords.End, end);
        Put(VmaWords.PageOffset, pageOffset);
    }

    /// <summary>Moves its start; what is left of it shows the same pages as before.</summary>
    internal void MoveStart(ulong start)
    {
        Put(VmaWords.PageOffset, OffsetOf(start));
        Put(VmaWords.Start, start);
    }

    /// <summary>Moves its end.</summary>
    internal void MoveEnd(ulong end) => Put(VmaWords.End, end);

    /// <summary>The page that an address shows, or would show if it grew down to it.</summary>
    internal ulong OffsetOf(ulong address) => PageOffset + (address / Pages.Size) - (Start / Pages.Size);

    /// <summary>
    /// Gives pages that are present to a neighbour, after a boundary between the two was moved or this one
    /// was cut short: as many as do not fit any more. Which pages they are is not modelled.
    /// </summary>
    internal void GiveExcessTo(Vma<TMachine> other)
    {
        ulong kept = Math.Min(Present, Length);
        other.SetPresent(other.Present + Present - kept);
        SetPresent(kept);
    }

    /// <summary>Gives all pages that are present to a VMA that takes this one's place.</summary>
    internal void GiveAllTo(Vma<TMachine> other) => other.SetPresent(other.Present + Present);
}
