namespace RcuSim.Maple;

/// <summary>
/// An oversize list of slots from which new nodes are cut. Private scratch on the writer's stack.
/// </summary>
/// <remarks>Kernel: <c>struct maple_big_node</c>.</remarks>
/// <param name="room">Scratch of <see cref="Words"/> words.</param>
[Machine.KernelName("maple_big_node")]
internal ref struct WorkList(Span<ulong> room)
{
    /// <summary>How many words of scratch a list needs.</summary>
    public const int Words = 3 * Capacity;

    private const int Capacity = 48;

    /// <summary>The highest index of each slot.</summary>
    public readonly Span<ulong> Pivots = room[..Capacity];

    /// <summary>The value or child of each slot.</summary>
    public readonly Span<ulong> Slots = room.Slice(Capacity, Capacity);

    /// <summary>The largest gap below each child; not used for leaves.</summary>
    public readonly Span<ulong> Gaps = room.Slice(2 * Capacity, Capacity);

    /// <summary>How many slots the list holds.</summary>
    public int Count;

    /// <summary>The position of the value being written, in a list of leaf slots.</summary>
    public int Track;

    /// <summary>The position of the first child made by this write.</summary>
    public int FreshFrom;

    /// <summary>How many children in a row were made by this write.</summary>
    public int FreshCount;

    /// <summary>Adds a slot at the end.</summary>
    public void Add(ulong value, ulong pivot, ulong gap = 0)
    {
        Slots[Count] = value;
        Pivots[Count] = pivot;
        Gaps[Count] = gap;
        Count++;
    }

    /// <summary>Makes room for slots in front; the caller fills them.</summary>
    public void ShiftRight(int by)
    {
        Slots[..Count].CopyTo(Slots[by..]);
        Pivots[..Count].CopyTo(Pivots[by..]);
        Gaps[..Count].CopyTo(Gaps[by..]);
        Count += by;
        Track += by;
        FreshFrom += by;
    }

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        Count = 0;
        Track = -1;
        FreshFrom = 0;
        FreshCount = 0;
    }
}
