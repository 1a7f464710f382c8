namespace RcuSim.Exploration;

/// <summary>What can be missing for a pass, in the order in which it is reported.</summary>
public enum GapKind
{
    /// <summary>The run was interrupted.</summary>
    Interrupted,

    /// <summary>Executions were cut off at the bound on events.</summary>
    BoundReached,

    /// <summary>No two threads ever used the same field in conflict.</summary>
    NothingRaced,

    /// <summary>A failure that was to be injected never was.</summary>
    FailureNeverHappened,

    /// <summary>A bug that is switched on never acted.</summary>
    BugNeverActed,
}
