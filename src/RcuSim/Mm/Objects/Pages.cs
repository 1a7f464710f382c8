namespace RcuSim.Mm;

/// <summary>The size of a page and what follows from it.</summary>
internal static class Pages
{
    /// <summary>Bytes in a page.</summary>
    public const ulong Size = 4096;

    /// <summary>The end of what a process can map, exclusive.</summary>
    /// <remarks>
    /// The highest <c>TASK_SIZE</c> there is: that of x86-64 with five page-table levels, but for its last
    /// page. No address of simulated memory is as low.
    /// </remarks>
    public const ulong UserEnd = 1UL << 56;

    /// <summary>How far a growing stack stays away from what lies below it.</summary>
    /// <remarks>Kernel: <c>stack_guard_gap</c>.</remarks>
    public const ulong GuardGap = 256 * Size;

    /// <summary>How many pages a range holds.</summary>
    public static ulong Count(ulong start, ulong end) => (end - start) / Size;

    /// <summary>True if an address begins a page.</summary>
    public static bool IsAligned(ulong address) => address % Size == 0;
}
