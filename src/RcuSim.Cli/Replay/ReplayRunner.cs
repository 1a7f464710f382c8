using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Runs a replay file's execution again and compares it step by step.</summary>
/// <param name="file">The file.</param>
/// <param name="laboratory">What is known.</param>
internal sealed class ReplayRunner(ReplayFile file, Laboratory laboratory)
{
    /// <summary>Runs it on an engine.</summary>
    /// <returns>The same violation; anything else ends in a <see cref="CommandException"/>.</returns>
    public ViolationReport Run(Engine engine)
    {
        var subject = SubjectText.Read(file.Subject, laboratory);
        if (SubjectText.Difference(file.Subject, SubjectText.Of(subject)) is { } unlike)
        {
            throw Misfit(unlike);
        }

        var finding = new FindingReplay(file.Execution).Run(
            engine,
            new()
            {
                Scenario = subject.Scenario,
                Bugs = subject.Switches,
                Failures = subject.Failures,
                Limits = subject.Limits,
                Oracles = laboratory.Oracles,
            },
            out string difference);
        return finding is null ? throw Misfit(difference) : ViolationReport.Of(finding);
    }

    private static CommandException Misfit(string how) => CommandException.Usage($"does not fit: {how}");
}
