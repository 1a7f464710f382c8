namespace RcuSim.Tests.Coyote.Maple;

/// <summary>The kinds of call by which a reader without the lock reads a tree.</summary>
internal enum ReadCall
{
    /// <summary>A lookup with a section of its own.</summary>
    Load,

    /// <summary>A walk of a cursor to an index.</summary>
    Walk,

    /// <summary>Entry by entry upward, the first included.</summary>
    Find,

    /// <summary>Entry by entry downward, the first included.</summary>
    FindReverse,

    /// <summary>The next entry, again and again.</summary>
    Next,

    /// <summary>The previous entry, again and again.</summary>
    Previous,
}
