namespace RcuSim.Tests.Coyote.Maple;

/// <summary>What a race's writer does.</summary>
internal enum RaceAction
{
    /// <summary>Stores a value over the range.</summary>
    Store,

    /// <summary>Empties the range.</summary>
    Empty,

    /// <summary>Destroys the tree.</summary>
    Destroy,

    /// <summary>Destroys the tree, then stores a value at 0.</summary>
    StartOver,

    /// <summary>Copies the tree.</summary>
    Copy,

    /// <summary>
    /// Copies the tree, rewrites the copy out of RCU mode as fork does, lets readers in, then stores over the
    /// range.
    /// </summary>
    Rework,
}
