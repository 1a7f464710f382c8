using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// What a maple tree says of its own calls, for the oracles. A tree is named by the address of its header.
/// Natively an observation costs nothing.
/// </summary>
/// <remarks>
/// <para>Lookup: <see cref="ReadTree"/>, <see cref="ReadIndex"/>, the walk, <see cref="ReadValue"/>. If it
/// leaves a state on the slot it found, <see cref="ReadFirst"/> and <see cref="ReadLast"/> come before the
/// value.</para>
/// <para>Search: <see cref="FindUp"/> or <see cref="FindDown"/>, <see cref="FindLow"/>, <see
/// cref="FindHigh"/>, the steps, <see cref="FindFirst"/>, <see cref="FindLast"/>, <see
/// cref="FindValue"/>.</para>
/// <para>Write: <see cref="WriteTree"/>, <see cref="WriteFirst"/>, <see cref="WriteLast"/>, <see
/// cref="WriteValue"/>, the change, <see cref="WriteDone"/>.</para>
/// <para>Copy: <see cref="DuplicateFrom"/>, <see cref="DuplicateTo"/>, the copy, <see
/// cref="DuplicateDone"/>.</para>
/// </remarks>
internal static class MapleSpans
{
    private const string FirstField = ".ma_lock";

    /// <summary>A lookup of one index begins. Value: the tree.</summary>
    public static readonly Site ReadTree = new("read-tree", SiteKind.Lookup, "mtree_load")
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The index looked up.</summary>
    public static readonly Site ReadIndex = new("read-index", SiteKind.Lookup)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The lookup ends. Value: what it found, 0 for nothing.</summary>
    public static readonly Site ReadValue = new("read-value", SiteKind.Lookup)
    {
        Phrase = said => $"looked 0x{said.Last(ReadIndex):x} up: {Entry(said)}",
    };

    /// <summary>The first index of the slot that a state stands on after its walk.</summary>
    public static readonly Site ReadFirst = new("read-first", SiteKind.Lookup)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The last index of the slot that a state stands on after its walk, inclusive.</summary>
    public static readonly Site ReadLast = new("read-last", SiteKind.Lookup)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A store or an erasure begins. Value: the tree.</summary>
    public static readonly Site WriteTree = new("write-tree", SiteKind.Write, "mas_store")
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The first index written.</summary>
    public static readonly Site WriteFirst = new("write-first", SiteKind.Write)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The last index written, inclusive.</summary>
    public static readonly Site WriteLast = new("write-last", SiteKind.Write)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The value written, 0 to erase; readers may see it from here on.</summary>
    public static readonly Site WriteValue = new("write-value", SiteKind.Write)
    {
        Phrase = said => $"writes {Range(said, WriteFirst, WriteLast)}: {Entry(said)}",
    };

    /// <summary>
    /// The write is over: nobody sees the old value any more, not even a cursor that stood in a node which
    /// was replaced, for that is dead. Value: 0, or anything else if it failed and changed nothing.
    /// </summary>
    public static readonly Site WriteDone = new("write-done", SiteKind.Write)
    {
        Phrase = Done,
    };

    /// <summary>A copy begins. Value: the tree copied from.</summary>
    public static readonly Site DuplicateFrom = new("duplicate-from", SiteKind.Copy, "__mt_dup")
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The empty tree copied to; its readers may see entries from here on.</summary>
    public static readonly Site DuplicateTo = new("duplicate-to", SiteKind.Copy)
    {
        Phrase = said => $"publishes a copy of {TreeName(said.WordName(said.Last(DuplicateFrom)))}",
    };

    /// <summary>The copy is over. Value: 0, or anything else if it failed and the target is empty.</summary>
    public static readonly Site DuplicateDone = new("duplicate-done", SiteKind.Copy)
    {
        Phrase = Done,
    };

    /// <summary>A search for the next entry begins. Value: the tree.</summary>
    public static readonly Site FindUp = new("find-up", SiteKind.Search, "mas_find")
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A search for the previous entry begins. Value: the tree.</summary>
    public static readonly Site FindDown = new("find-down", SiteKind.Search, "mas_find_rev")
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The lowest index searched.</summary>
    public static readonly Site FindLow = new("find-low", SiteKind.Search)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The highest index searched, inclusive.</summary>
    public static readonly Site FindHigh = new("find-high", SiteKind.Search)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The first index of the entry found, or of the slot the state stands on.</summary>
    public static readonly Site FindFirst = new("find-first", SiteKind.Search)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The last index of the entry found, or of the slot the state stands on, inclusive.</summary>
    public static readonly Site FindLast = new("find-last", SiteKind.Search)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>The search ends. Value: the entry found, 0 for none.</summary>
    public static readonly Site FindValue = new("find-value", SiteKind.Search)
    {
        Phrase = said => $"searched {Range(said, FindLow, FindHigh)}: {Entry(said)}",
    };

    /// <summary>A tree's name from that of its first word, which holds its lock.</summary>
    internal static string TreeName(string word) =>
        word.EndsWith(FirstField, StringComparison.Ordinal) ? word[..^FirstField.Length] : word;

    private static string Entry(IObservation said) => said.Value == 0 ? "nothing" : said.Name(said.Value);

    private static string Range(IObservation said, Site first, Site last) =>
        $"0x{said.Last(first):x}-0x{said.Last(last):x}";

    private static string Done(IObservation said) =>
        said.Value == 0 ? "the change of the tree is over" : "the change of the tree failed";
}
