using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// How a maple node lies in memory: 32 words, of which the first is the parent link in every type; the others
/// depend on the type in the tag of the pointer.
/// </summary>
/// <remarks>
/// Kernel: <c>struct maple_node</c>. The fields that conflicts are remembered by are the same for all types,
/// since a word's type is known only to who holds the pointer.
/// </remarks>
[KernelName("maple_node")]
internal static class MapleNodeLayout
{
    /// <summary>Size of a node in words.</summary>
    public const int Words = 32;

    /// <summary>Slots of a leaf or range node.</summary>
    public const int WideSlots = 16;

    /// <summary>Slots of an arange node.</summary>
    public const int ARangeSlots = 10;

    /// <summary>The most levels a tree can have: the recorded height has five bits.</summary>
    public const int MaxHeight = 31;

    /// <summary>
    /// The parent link (word 0): parent's address and slot, the tree's for the root, its own when dead.
    /// </summary>
    public static readonly SlabField Parent = new("parent", 0) { BackLink = true };

    /// <summary>Words 1–9: pivots in every type; a dead node's list links.</summary>
    public static readonly SlabField Pivots = new("pivot", 1, 9);

    /// <summary>Words 10–15: further pivots, or the first slots of an arange node.</summary>
    public static readonly SlabField Middle = new("middle", 10, 6);

    /// <summary>Words 16–31: slots; in an arange node the last slots, the gaps and the metadata.</summary>
    public static readonly SlabField Slots = new("slot", 16, 16);

    /// <summary>The cache that maple nodes come from.</summary>
    public static readonly SlabCache Cache = new(1, "maple_node", Words, [Parent, Pivots, Middle, Slots])
    {
        NameWord = NameOf,
    };

    private static string NameOf(int word, byte tag) => ((tag >> 3) & 0xF, word) switch
    {
        (_, 0) => "parent",
        ((int)MapleNodeType.ARange, <= 9) => $"pivot[{word - 1}]",
        ((int)MapleNodeType.ARange, <= 19) => $"slot[{word - 10}]",
        ((int)MapleNodeType.ARange, <= 29) => $"gap[{word - 20}]",
        ((int)MapleNodeType.ARange, 30) => "meta",
        ((int)MapleNodeType.Leaf or (int)MapleNodeType.Range, <= 15) => $"pivot[{word - 1}]",
        ((int)MapleNodeType.Leaf or (int)MapleNodeType.Range, _) => $"slot[{word - 16}]",
        _ => string.Empty,
    };
}
