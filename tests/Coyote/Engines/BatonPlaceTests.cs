using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>Where the baton engine's threads sleep and run.</summary>
public class BatonPlaceTests
{
    private static bool CanTell => OperatingSystem.IsLinux() && Environment.ProcessorCount > 1;

    [Fact]
    public void A_gate_lets_as_many_through_as_it_was_opened_for()
    {
        using var gate = new Gate();
        using var answer = new Gate();
        int passed = 0;
        var thread = new Thread(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                gate.Pass();
                passed++;
                answer.Open();
            }
        });
        gate.Open();
        gate.Open();
        thread.Start();
        answer.Pass();
        answer.Pass();
        Assert.Equal(2, passed);
        Assert.False(thread.Join(50));
        gate.Open();
        thread.Join();
        Assert.Equal(3, passed);
    }

    [Fact]
    public void Who_leads_is_bound_to_one_processor_and_free_again_afterwards()
    {
        string before = Allowed();
        var home = new HomeCore();
        home.Settle();
        string during = Allowed();
        int followed = home.Follow(-1);
        home.Leave();
        Assert.Equal(before, Allowed());
        if (CanTell)
        {
            Assert.Equal(followed.ToString(System.Globalization.CultureInfo.InvariantCulture), during);
        }
    }

    [Fact]
    public void Now_and_then_the_leader_may_move()
    {
        var home = new HomeCore();
        string before = Allowed();
        var seen = new List<string>();
        for (int i = 0; i < 128; i++)
        {
            home.Settle();
            seen.Add(Allowed());
        }

        home.Leave();
        if (CanTell)
        {
            Assert.Equal(2, seen.Count(place => place == before));
        }
    }

    [Fact]
    public void A_campaign_leaves_nobody_bound()
    {
        string before = Allowed();
        var scenario = new BodyScenario(1, (_, _) => { }, (_, _) => { });
        using var explorer = EngineCatalogue.Baton.Explorer(new() { Scenario = scenario }, "random");
        var during = new List<string>();
        explorer.Explore(1, _ =>
        {
            during.Add(Allowed());
            return during.Count < 10;
        });
        explorer.Dispose();
        Assert.Equal(before, Allowed());
        if (CanTell)
        {
            Assert.All(during, place => Assert.NotEqual(before, place));
        }
    }

    [Fact]
    public void A_campaign_leaves_a_caller_bound_who_was()
    {
        string before = "", after = "";
        var caller = new Thread(() =>
        {
            new HomeCore().Settle();
            before = Allowed();
            var scenario = new BodyScenario(1, (_, _) => { }, (_, _) => { });
            using (var campaign = new Campaign(BodyOutcomes.Options("baton", scenario)))
            {
                campaign.Run();
            }

            after = Allowed();
        });
        caller.Start();
        caller.Join();
        Assert.Equal(before, after);
    }

    /// <summary>The processors on which the calling thread may run; empty where nobody says.</summary>
    private static string Allowed() => OperatingSystem.IsLinux()
        ? File.ReadLines("/proc/thread-self/status")
            .First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1]
        : "";
}
