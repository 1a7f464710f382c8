using RcuSim.Checking;

namespace RcuSim.Cli;

/// <summary>A broken rule, with its proof.</summary>
internal sealed record ViolationReport
{
    private static readonly TimelineOptions timeline = new() { Rows = 400 };

    public required ViolationKind Kind { get; init; }

    public required string Sentence { get; init; }

    /// <summary>The shortest argument, one step each.</summary>
    public required IReadOnlyList<string> Argument { get; init; }

    /// <summary>The execution as text, one column a thread; it depends on the execution alone.</summary>
    public required string Timeline { get; init; }

    /// <summary>Describes the violation of an execution that has just ended.</summary>
    /// <param name="state">The execution's state.</param>
    /// <param name="conflicts">The fields whose accesses were scheduling points.</param>
    public static ViolationReport Of(SystemState state, ConflictSet conflicts) => new()
    {
        Kind = state.Violation!.Kind,
        Sentence = state.Violation.Sentence,
        Argument = state.Violation.Argument,
        Timeline = Checking.Timeline.Draw(state, state.Violation, conflicts, timeline),
    };
}
