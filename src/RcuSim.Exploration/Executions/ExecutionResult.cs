using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>What came of one execution.</summary>
public sealed class ExecutionResult
{
    /// <summary>The first rule that was broken, or null.</summary>
    public required Violation? Violation { get; init; }

    /// <summary>What makes the execution again.</summary>
    public required Witness Witness { get; init; }

    /// <summary>
    /// False if it should have followed a witness that does not fit, and then ended where that became clear.
    /// </summary>
    public bool Fits { get; init; } = true;

    /// <summary>
    /// Hash of the happens-before order of the conflicting events: executions which differ only in the order
    /// of independent events have the same.
    /// </summary>
    public required ulong Behaviour { get; init; }

    /// <summary>How many events there were since setup.</summary>
    public required int Events { get; init; }

    /// <summary>How many of them were scheduling points.</summary>
    public required int Points { get; init; }

    /// <summary>True if the bound on events cut it off.</summary>
    public required bool BoundReached { get; init; }

    /// <summary>The fields on which threads were seen to conflict, in this execution and before.</summary>
    public required ConflictSet Conflicts { get; init; }

    /// <summary>
    /// True if this execution showed the first of the conflicts of a field: from the next one on behaviours
    /// are distinguished more finely.
    /// </summary>
    public required bool Refines { get; init; }

    /// <summary>
    /// The log and what follows from it; the explorer's own, so true until its next execution.
    /// </summary>
    public required ExecutionHistory History { get; init; }
}
