namespace RcuSim.History;

/// <summary>A fold over the steps of an execution that judges nothing.</summary>
internal interface IStepReader : IReversible
{
    /// <summary>The kinds of event it wants to see, as a mask of <see cref="Machine.EventMask.Of"/>;
    /// fixed.</summary>
    ulong Kinds { get; }

    /// <summary>
    /// Of the observations, those at sites of these kinds, as a mask of <see cref="Machine.SiteMask.Of"/>;
    /// fixed.
    /// </summary>
    ulong Sites => ulong.MaxValue;

    /// <summary>Takes in a step of its kinds, after its effect on the history.</summary>
    void Take(in Step step, ExecutionHistory history);
}
