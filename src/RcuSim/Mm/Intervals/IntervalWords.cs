using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>The words by which a node hangs in an interval tree, counted from the first of them.</summary>
internal static class IntervalWords
{
    public const int Parent = 0;
    public const int Left = 1;
    public const int Right = 2;
    public const int Height = 3;
    public const int FurthestLast = 4;

    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>Names them in an object.</summary>
    /// <param name="prefix">What the object calls its place in the tree.</param>
    /// <param name="first">The number of the first of them in the object.</param>
    public static SlabField[] Fields(string prefix, int first) =>
    [
        new($"{prefix}.parent", first + Parent) { BackLink = true },
        new($"{prefix}.left", first + Left),
        new($"{prefix}.right", first + Right),
        new($"{prefix}.height", first + Height),
        new($"{prefix}.subtree_last", first + FurthestLast),
    ];
}
