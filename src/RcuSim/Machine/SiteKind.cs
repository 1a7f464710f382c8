namespace RcuSim.Machine;

/// <summary>
/// What a <see cref="Site"/> stands for. Oracles and timelines go by the kind, so that they treat the sites
/// of any structure alike.
/// </summary>
public enum SiteKind : byte
{
    /// <summary>A value worth seeing in a timeline.</summary>
    Value,

    /// <summary>An operation begins. Value: what it is about.</summary>
    Operation,

    /// <summary>The innermost operation ends. Value: the number of the site that began it.</summary>
    OperationEnd,

    /// <summary>How an operation ended, often an <see cref="Errno"/>, sign-extended.</summary>
    Result,

    /// <summary>Part of a use: a thread treats an object as the one that it looked for.</summary>
    Use,

    /// <summary>Part of a walk over all entries.</summary>
    Walk,

    /// <summary>Part of a lookup of one index.</summary>
    Lookup,

    /// <summary>Part of a search for the next or previous entry.</summary>
    Search,

    /// <summary>Part of a write.</summary>
    Write,

    /// <summary>Part of the copy of a whole structure.</summary>
    Copy,

    /// <summary>A count that is 0 if what was counted up was counted down.</summary>
    Balance,

    /// <summary>The head of a loop: one that retries, or one that spins.</summary>
    Retry,

    /// <summary>A place where a failure can be planned.</summary>
    Failure,

    /// <summary>A free choice.</summary>
    Choice,

    /// <summary>
    /// A bug acts: what comes next is wrong, and would be right without it. Of a scenario's own bug the site
    /// has the name.
    /// </summary>
    Bug,

    /// <summary>One of several accesses of the same kind to the same word.</summary>
    Place,
}
