using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.History;
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
        var (scenario, history) = (options.Scenario, explorer.History);
        List<(ThreadName Name, Action<SimulatedThread> Run)> threads =
        [
            .. explorer.Slots.Where(slot => !slot.IsForCallbacks).Reverse()
                .Select(slot => (slot.Thread.Name, (Action<SimulatedThread>)slot.Run)),
            .. history.Rcu.Callbacks.Where(callback => callback.QueuedAt >= history.Start)
                .Select(callback => (callback.Thread, Callback(scenario, callback))),
        ];
        return [.. threads.Select(thread => RunAgain(history.Log, thread.Name, thread.Run))];
    }

    private static Action<SimulatedThread> Callback(Scenario scenario, RcuCallback callback) => thread =>
    {
        var machine = new TracedMachine(thread);
        machine.BeginCallback();
        scenario.RunCallback(machine, callback.Function, callback.Retired, callback.Argument);
        machine.EndCallback();
    };

    private static string? RunAgain(EventLog log, ThreadName name, Action<SimulatedThread> run)
    {
        var engine = new RerunEngine(log, name);
        try
        {
            run(new SimulatedThread(name) { Engine = engine });
        }
        catch (ThreadAbandonedException)
        {
            return engine.Difference;
        }

        return engine.IsComplete ? null : $"{name} ends early";
    }
}
