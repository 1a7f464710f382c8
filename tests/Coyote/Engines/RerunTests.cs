using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Scenarios;
using RcuSim.Simulation;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Rules 2, 3, 7 and 9 of the machine: bodies recorded side by side are run again one by one, in another
/// order, each alone to its end, and ask for the same events with the same addresses and values.
/// </summary>
public class RerunTests
{
    public static TheoryData<string, string> Recordings()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in ScenarioCatalogue.All)
        {
            data.Add(scenario.Name, "random");
            data.Add(scenario.Name, "pct");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Bodies_run_again_alone_from_the_log(string name, string strategy)
    {
        var info = ScenarioCatalogue.Find(name)!;
        var options = new CampaignOptions
        {
            Scenario = ScenarioCatalogue.Create(name, new()).Scenario!,
            Failures = FailurePlan.Parse(info.FailurePlan, out _) ?? FailurePlan.None,
            Engine = EngineCatalogue.Baton,
            Strategy = strategy,
        };
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Assert.All(RunAgain(options, seed), Assert.Null);
        }
    }

    /// <summary>For each body of a recorded execution where it first differs, or null.</summary>
    private static List<string?> RunAgain(CampaignOptions options, ulong seed)
    {
        using var explorer = new BatonExplorer(options, BatonStrategy.Create(options.Strategy ?? "random"));
        int left = 10;
        explorer.Explore(seed, _ => --left > 0);
        return [.. explorer.Slots.Reverse().Select(slot => RunAgain(explorer.History.Log, slot))];
    }

    private static string? RunAgain(EventLog log, ThreadSlot slot)
    {
        var engine = new RerunEngine(log, slot.Thread.Name);
        try
        {
            slot.Run(new SimulatedThread(slot.Thread.Name) { Engine = engine });
        }
        catch (ThreadAbandonedException)
        {
            return engine.Difference;
        }

        return engine.IsComplete ? null : $"{slot.Thread.Name} ends early";
    }
}
