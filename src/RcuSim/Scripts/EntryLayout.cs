namespace RcuSim.Scripts;

/// <summary>The ranges that the macro operations of a script store.</summary>
/// <param name="First">Where the first range begins.</param>
/// <param name="Size">The size of a range; of a process-like layout: not used.</param>
/// <param name="Gap">The gap after a range; of a process-like layout: its number.</param>
/// <param name="LikeProcess">True for a process-like layout.</param>
internal readonly record struct EntryLayout(ulong First, ulong Size, ulong Gap, bool LikeProcess)
{
    /// <summary>The largest number of a process-like layout.</summary>
    public const ulong LastProcess = 2;

    private const ulong Page = 4096;
    private const ulong ProcessStart = 0x400000;

    /// <summary>Equal ranges at equal distances.</summary>
    public static EntryLayout Even(ulong first, ulong size, ulong gap) =>
        new(first, size, gap, LikeProcess: false);

    /// <summary>
    /// Ranges like a process's mappings: without gaps, with a gap after each, or after every third.
    /// </summary>
    public static EntryLayout Process(ulong number) => new(ProcessStart, 0, number, LikeProcess: true);

    /// <summary>The ranges in ascending order.</summary>
    public IEnumerable<(ulong First, ulong Last)> Ranges(ulong count)
    {
        ulong at = First;
        for (ulong i = 0; i < count; i++)
        {
            ulong size = LikeProcess ? (1 + (i * 7 % 13)) * Page : Size;
            yield return (at, at + size - 1);
            at += size + GapAfter(i);
        }
    }

    private ulong GapAfter(ulong i)
    {
        if (!LikeProcess)
        {
            return Gap;
        }

        bool gap = Gap == 1 || (Gap == 2 && i % 3 == 2);
        return gap ? (1 + (i * 5 % 7)) * Page : 0;
    }
}
