namespace RcuSim.Faults;

/// <summary>What a plan says of one request.</summary>
internal enum FailureDecision
{
    /// <summary>It succeeds.</summary>
    Succeeds,

    /// <summary>It fails.</summary>
    Fails,

    /// <summary>The engine chooses; at most one chosen failure an execution.</summary>
    Explored,
}
