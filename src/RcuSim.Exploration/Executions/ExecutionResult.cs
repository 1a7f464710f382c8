using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>What came of one execution.</summary>
public sealed class ExecutionResult
{
    /// <summary>Creates the result of an execution.</summary>
    internal ExecutionResult(ExecutionHistory history, Witness witness, ConflictSet conflicts)
    {
        History = history;
        Witness = witness;
        Conflicts = conflicts;
    }

    /// <summary>The first rule that was broken, or null.</summary>
    public Violation? Violation { get; internal init; }

    /// <summary>What makes the execution again.</summary>
    internal Witness Witness { get; }

    /// <summary>
    /// False if it should have followed a witness that does not fit, and then ended where that became clear.
    /// </summary>
    internal bool Fits { get; init; } = true;

    /// <summary>
    /// True if it was ended from outside before its end, and broke no rule by then: it says nothing.
    /// </summary>
    internal bool Interrupted { get; init; }

    /// <summary>
    /// Hash of the happens-before order of the conflicting events: executions which differ only in the order
    /// of independent events have the same.
    /// </summary>
    public ulong Behaviour { get; internal init; }

    /// <summary>How many events there were since setup.</summary>
    public int Events { get; internal init; }

    /// <summary>How many of them were scheduling points.</summary>
    public int Points { get; internal init; }

    /// <summary>True if the bound on events cut it off.</summary>
    public bool BoundReached { get; internal init; }

    /// <summary>Who made most of the last events, and which, if the bound on events cut it off; else empty.
    /// </summary>
    internal string Endless { get; init; } = "";

    /// <summary>The fields on which threads were seen to conflict, in this execution and before.</summary>
    internal ConflictSet Conflicts { get; }

    /// <summary>
    /// The fields whose accesses matter in this execution: those that decided about scheduling points, and if
    /// it broke a rule those on which threads conflicted in it. It follows from the witness.
    /// </summary>
    internal ConflictSet Shown { get; init; } = new();

    /// <summary>
    /// True if this execution showed the first of the conflicts of a field: from the next one on behaviours
    /// are distinguished more finely.
    /// </summary>
    internal bool Refines { get; init; }

    /// <summary>
    /// The log and what follows from it; the explorer's own, so true until its next execution.
    /// </summary>
    public ExecutionHistory History { get; }

    /// <summary>The execution as text, one column a thread.</summary>
    /// <param name="rows">
    /// The most rows, roughly: what lies far from the violation's proof and from the end is left out first.
    /// 0: no limit.
    /// </param>
    public string Timeline(int rows) =>
        Explaining.Timeline.Draw(History, Violation, Conflicts, new() { Rows = rows });
}
