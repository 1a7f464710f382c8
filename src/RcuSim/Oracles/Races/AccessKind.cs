namespace RcuSim.Oracles;

/// <summary>Kinds of access: what puts one of them before others may leave another behind.</summary>
internal enum AccessKind : byte
{
    /// <summary>A read that binds nothing.</summary>
    Read,

    /// <summary>A write.</summary>
    Write,

    /// <summary>A read that every marked store behind it stays behind: an acquire, a dependency.</summary>
    BindingRead,
}
