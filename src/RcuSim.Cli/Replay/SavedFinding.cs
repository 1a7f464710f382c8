using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>A finding on disk.</summary>
/// <param name="File">Its path; null if it could not be written.</param>
/// <param name="Command">What replays it, or finds it again if it could not be written.</param>
/// <param name="Problem">Why it could not be written; else null.</param>
internal sealed record SavedFinding(string? File, string Command, string? Problem)
{
    private const int DigestShown = 8;

    /// <summary>Writes a finding to a folder. The same failure always gets the same name.</summary>
    public static SavedFinding Write(
        Finding finding, CheckRequest request, Effort effort, OutputFolder folder)
    {
        var file = new ReplayFile
        {
            Tool = $"{CommandLine.Name} {ProductVersion.Text}",
            Subject = SubjectText.Of(request.Subject),
            Found = new(effort.Engine.Name, effort.Strategy, request.Seed, finding.Number),
            Execution = finding.Record,
        };
        string bugs = string.Join('+', request.Subject.Bugs.Select(bug => bug.Id).DefaultIfEmpty("clean"));
        string name = $"{request.Subject.Scenario.Name}-{bugs}-{finding.Record.Timeline[..DigestShown]}.json";
        return folder.Save(file, name, out string problem) is { } path
            ? new(path, ShellCommand.Replay(path), null)
            : new(null, ShellCommand.Check(request, effort, finding.Number), problem);
    }
}
