namespace RcuSim.Scenarios;

/// <summary>Which of a stage's processes an actor is a thread of.</summary>
internal enum Process
{
    /// <summary>The one that forks.</summary>
    Parent,

    /// <summary>The one that fork makes; its threads wait for fork, and do nothing if it fails.</summary>
    Child,

    /// <summary>One that has nothing to do with the parent.</summary>
    Other,
}
