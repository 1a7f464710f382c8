namespace RcuSim.Scripts;

/// <summary>Which requests for memory fail while one operation is carried out.</summary>
internal enum FailingRequests
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that may not wait for memory.</summary>
    NotWaiting,

    /// <summary>All.</summary>
    All,
}
