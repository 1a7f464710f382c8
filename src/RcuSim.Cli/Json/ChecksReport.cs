using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>What <c>check</c> has to say of all scenarios of an assembly.</summary>
internal sealed record ChecksReport
{
    /// <summary>The version of the JSON document's form.</summary>
    public int Schema => 1;

    public string Command => "check";

    /// <summary>The worst of all: a violation, else inconclusive.</summary>
    public Verdict Verdict => Checks.Any(check => check.Verdict == Verdict.Violation) ? Verdict.Violation
        : Checks.Any(check => check.Verdict == Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Pass;

    public int ExitCode => (int)Verdict;

    public required IReadOnlyList<ScenarioCheck> Checks { get; init; }
}
