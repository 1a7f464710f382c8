using System.Text.Json;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>A broken rule, with its proof.</summary>
internal sealed record ViolationReport
{
    public required string Kind { get; init; }

    public required string Sentence { get; init; }

    /// <summary>The shortest explanation, one step each.</summary>
    public required IReadOnlyList<string> Argument { get; init; }

    /// <summary>The execution as text, one column a thread; it depends on the execution alone.</summary>
    public required string Timeline { get; init; }

    /// <summary>Describes what was found.</summary>
    public static ViolationReport Of(Finding finding) => new()
    {
        Kind = JsonNamingPolicy.CamelCase.ConvertName(finding.Violation.Kind.Name),
        Sentence = finding.Violation.Message,
        Argument = finding.Violation.Explanation,
        Timeline = finding.Timeline,
    };
}
