namespace RcuSim.Maple;

/// <summary>
/// The nodes one write has made so far, level by level from the leaves up, at most three a level. Private
/// scratch on the writer's stack.
/// </summary>
/// <param name="room">Scratch of <see cref="Words"/> words.</param>
internal ref struct Replacement(Span<ulong> room)
{
    /// <summary>The most nodes made on one level.</summary>
    public const int Width = 3;

    /// <summary>How many words of scratch it needs.</summary>
    public const int Words = 3 * Width * (MapleNodeLayout.MaxHeight + 1);

    /// <summary>Pointers, <see cref="Width"/> a level.</summary>
    public readonly Span<ulong> Nodes = room[..(Words / 3)];

    /// <summary>The highest index of each of the nodes made last.</summary>
    public readonly Span<ulong> Pivots = room.Slice(Words / 3, Width);

    /// <summary>The largest gap in each of the nodes made last.</summary>
    public readonly Span<ulong> Gaps = room.Slice(2 * (Words / 3), Width);

    /// <summary>How many levels are made.</summary>
    public int Levels;

    /// <summary>How many nodes the level made last has.</summary>
    public int Count;

    /// <summary>The node made last: the top, once the write has made all.</summary>
    public readonly ulong Top => Nodes[((Levels - 1) * Width) + Count - 1];

    /// <summary>The nodes made last.</summary>
    public readonly ReadOnlySpan<ulong> Latest => Nodes.Slice((Levels - 1) * Width, Count);

    /// <summary>Begins the next level up.</summary>
    public void BeginLevel()
    {
        Nodes.Slice(Levels * Width, Width).Clear();
        Levels++;
        Count = 0;
    }

    /// <summary>Adds a node to the level begun last.</summary>
    public void Add(ulong pointer, ulong pivot, ulong gap)
    {
        Nodes[((Levels - 1) * Width) + Count] = pointer;
        Pivots[Count] = pivot;
        Gaps[Count] = gap;
        Count++;
    }

    /// <summary>True if a pointer is one of the nodes made on a level, counted from the leaves.</summary>
    public readonly bool Made(int level, ulong pointer) =>
        Nodes.Slice(level * Width, Width).Contains(pointer);
}
