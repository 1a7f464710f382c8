using RcuSim.Exploration;
using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary>What <c>replay</c> has to say.</summary>
internal sealed record ReplayReport
{
    /// <summary>The version of the JSON document's form.</summary>
    public int Schema => 1;

    public string Command => "replay";

    public Verdict Verdict => Verdict.Violation;

    public int ExitCode => (int)Verdict;

    public string Sentence => Violation.Sentence;

    public required string File { get; init; }

    /// <summary>The engine that followed the schedule.</summary>
    public required string Engine { get; init; }

    public required string Scenario { get; init; }

    public required IReadOnlyList<string> Bugs { get; init; }

    /// <summary>How it was found.</summary>
    public required ReplayOrigin Found { get; init; }

    public required ViolationReport Violation { get; init; }

    public required string ReplayCommand { get; init; }

    public static ReplayReport Of(
        ReplayFile file, string path, Engine engine, Finding finding, string command) => new()
        {
            File = path,
            Engine = engine.Name,
            Bugs = file.Subject.Bugs,
            Scenario = file.Subject.Scenario,
            Found = file.Found,
            Violation = ViolationReport.Of(finding),
            ReplayCommand = command,
        };
}
