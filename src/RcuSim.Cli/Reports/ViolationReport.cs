using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>A broken rule, with its proof, and how it was found.</summary>
internal sealed record ViolationReport
{
    public required ViolationKind Kind { get; init; }

    public required string Sentence { get; init; }

    public required IReadOnlyList<string> Argument { get; init; }

    public required string Engine { get; init; }

    /// <summary>Which of the engine's schedules showed it, from 1.</summary>
    public required long Schedule { get; init; }

    public static ViolationReport Of(Finding finding, string engine, long schedule) => new()
    {
        Kind = finding.Violation.Kind,
        Sentence = finding.Violation.Sentence,
        Argument = finding.Violation.Argument,
        Engine = engine,
        Schedule = schedule,
    };
}
