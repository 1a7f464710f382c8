using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>
/// A rule, as a fold over the steps of an execution. The code under test never calls an oracle, and an oracle
/// changes nothing but itself.
/// </summary>
/// <remarks>An oracle that remembers nothing need not go back to marks.</remarks>
public interface IOracle : IReversible
{
    /// <summary>
    /// The kinds of event it wants to see if they had an effect, as a mask of
    /// <see cref="Machine.EventMask.Of"/>; fixed.
    /// </summary>
    ulong Kinds { get; }

    /// <summary>
    /// Of the observations, those at sites of these kinds, as a mask of <see cref="Machine.SiteMask.Of"/>;
    /// fixed.
    /// </summary>
    ulong Sites => ulong.MaxValue;

    /// <summary>The kinds of event it wants to see if they had none: what may not be; fixed.</summary>
    ulong Refused => 0;

    /// <summary>What it reads besides the history; gets each step before any oracle does.</summary>
    internal IReadOnlyList<IStepReader> Needs => [];

    /// <summary>Judges a step of its kinds, after its effect on the history.</summary>
    /// <returns>The broken rule, or null.</returns>
    Violation? Take(in Step step, ExecutionHistory history);

    /// <summary>Judges an execution in which all threads have ended.</summary>
    Violation? AtEnd(ExecutionHistory history) => null;

    /// <summary>Judges an execution in which some threads have not ended and none can run.</summary>
    internal Violation? AtStandstill(IReadOnlyList<Waiting> waiting, ExecutionHistory history) => null;

    /// <inheritdoc/>
    void IReversible.Mark()
    {
    }

    /// <inheritdoc/>
    void IReversible.BackTo(int mark)
    {
    }
}
