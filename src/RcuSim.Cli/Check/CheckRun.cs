using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Runs the campaigns that are asked for, one after the other, until one finds something.</summary>
/// <param name="request">The request.</param>
/// <param name="host">Who runs it.</param>
internal sealed class CheckRun(CheckRequest request, Host host)
{
    /// <summary>Runs them.</summary>
    public CheckReport Run()
    {
        using var folder = OutputFolder.Open(request.Folder);
        var interruption = host.Interruption();
        var campaigns = new List<CampaignReport>();
        ViolationReport? violation = null;
        SavedFinding? saved = null;
        foreach (var effort in request.Efforts)
        {
            if (violation is not null || (campaigns.Count > 0 && interruption.IsCancellationRequested))
            {
                break;
            }

            var failed = new FailureWitness(request.Subject.Failures);
            var acted = new BugWitness();
            using var campaign = new Campaign(Options(effort, failed, acted));
            var result = host.Progress.Watch(
                effort.Engine.Name,
                effort.Budget,
                progress => campaign.Run(
                    coverage =>
                    {
                        failed.Count();
                        acted.Count();
                        progress?.Invoke(coverage);
                    },
                    interruption));
            campaigns.Add(CampaignReport.Of(
                effort,
                result,
                [.. request.Subject.Bugs.Select(bug => acted.Schedules(bug.Switch))],
                failed));
            if (result.Finding is { } finding)
            {
                violation = ViolationReport.Of(finding);
                saved = SavedFinding.Write(finding, request, effort, folder);
            }
        }

        return CheckReport.Of(request, campaigns, violation, saved);
    }

    private CampaignOptions Options(Effort effort, params IOracle[] witnesses) => new()
    {
        Scenario = request.Subject.Scenario,
        Bugs = request.Subject.Switches,
        Failures = request.Subject.Failures,
        Engine = effort.Engine,
        Strategy = effort.Strategy,
        Limits = request.Subject.Limits,
        Schedules = effort.Budget.Schedules,
        Time = effort.Budget.Time,
        Seed = request.Seed,
        Oracles = () => [.. host.Laboratory.Oracles(), .. witnesses],
    };
}
