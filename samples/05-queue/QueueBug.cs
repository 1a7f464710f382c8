namespace RcuSim.Samples.Queue;

/// <summary>What is wrong with a queue.</summary>
internal enum QueueBug
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A node is linked by a store: of two that are linked at once, one is lost.</summary>
    LosesUpdate,

    /// <summary>A turn that starts over answers the value that the turn before had read.</summary>
    AnswersStale,
}
