using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Scenarios;

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
        var scenario = request.Scenario.Create(request.Settings);
        CheckThreads(request.Failures, scenario);
        var campaigns = new List<CampaignReport>();
        ViolationReport? violation = null;
        for (int i = 0; i < request.Engines.Count && violation is null; i++)
        {
            if (request.Budgets[i].Schedules == 0 || (i > 0 && host.Cancellation.IsCancellationRequested))
            {
                break;
            }

            var (engine, strategy) = request.Engines[i];
            using var campaign = new Campaign(Options(engine, strategy, scenario, request.Budgets[i]));
            var result = host.Progress.Watch(
                engine.Name, request.Budgets[i], progress => campaign.Run(progress, host.Cancellation));
            campaigns.Add(CampaignReport.Of(engine.Name, strategy, result, campaign.Conflicts.Count));
            violation = result.Finding is { } finding
                ? ViolationReport.Of(finding, engine.Name, result.Coverage.Schedules)
                : null;
        }

        return CheckReport.Of(request, campaigns, violation);
    }

    private static void CheckThreads(FailurePlan plan, Scenario scenario)
    {
        List<string> known =
        [
            "*",
            .. scenario.Actors.Select(actor => actor.Label),
            ThreadName.Callbacks.Label,
            ThreadName.Finish.Label,
        ];
        foreach (var rule in plan.Rules)
        {
            if (!known.Contains(rule.Thread))
            {
                throw CommandException.Usage(
                    $"--fail '{rule}': {scenario.Name} has no thread '{rule.Thread}'; "
                    + $"expected one of {string.Join(", ", known)}");
            }
        }
    }

    private CampaignOptions Options(
        EngineInfo engine, string strategy, Scenario scenario, Budget budget) => new()
    {
        Scenario = scenario,
        Bugs = request.Switches,
        Failures = request.Failures,
        Engine = engine.Kind,
        Strategy = strategy,
        Schedules = budget.Schedules,
        Time = budget.Time,
        Seed = request.Seed,
        Oracles = host.Laboratory.Oracles,
    };
}
