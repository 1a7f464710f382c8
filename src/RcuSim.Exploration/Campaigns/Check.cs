namespace RcuSim.Exploration;

/// <summary>Runs one engine after the other on one subject, until one finds something.</summary>
public static class Check
{
    /// <summary>Runs them.</summary>
    /// <param name="request">What to check.</param>
    /// <param name="progress">Called after each schedule.</param>
    /// <param name="cancellation">Ends the check early; what was covered and found is kept.</param>
    public static CheckResult Run(
        CheckRequest request,
        Action<EnginePlan, Coverage>? progress = null,
        CancellationToken cancellation = default)
    {
        var campaigns = new List<CampaignResult>();
        foreach (var plan in request.Plans)
        {
            using var campaign = new Campaign(Options(request, plan));
            campaigns.Add(campaign.Run(
                progress is null ? null : coverage => progress(plan, coverage), cancellation));
            if (campaigns[^1].Finding is not null || cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        return new(request, campaigns);
    }

    private static CampaignOptions Options(CheckRequest request, EnginePlan plan) =>
        new(request.Subject.ToOptions(request.Oracles))
        {
            Engine = plan.Engine,
            Strategy = plan.Strategy,
            Schedules = plan.Budget.Schedules,
            Time = plan.Budget.Time,
            Seed = request.Seed,
        };
}
