using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>What becomes of bodies in many executions.</summary>
internal static class BodyOutcomes
{
    /// <summary>What the executions observed, each once; none of them breaks a rule.</summary>
    public static List<string> Of(string engine, BodyScenario scenario)
    {
        var survey = Survey.Run(Options(engine, scenario), result =>
        {
            Assert.Null(result.Violation);
            var said = new List<ulong>();
            foreach (var item in result.History.Log.Events[result.History.Start..])
            {
                if (item.Operation.Kind == OperationKind.Observe)
                    said.Add(item.Operation.Value);
            }

            return string.Join(' ', said);
        });
        return [.. survey.Outcomes.Select(outcome => outcome.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>What is found, or null.</summary>
    public static Finding? Find(string engine, BodyScenario scenario)
    {
        using var campaign = new Campaign(Options(engine, scenario));
        var result = campaign.Run();
        Assert.Equal(0, result.BoundReached);
        return result.Finding;
    }

    public static CampaignOptions Options(string engine, BodyScenario scenario) => new()
    {
        Scenario = scenario,
        Engine = EngineCatalogue.Find(engine)!,
        Strategy = "random",
        Schedules = 400,
    };
}
