using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>A scenario that does not do the same when it runs again is refused, and told where.</summary>
public class DeterminismTests
{
    public static TheoryData<string> Engines => [.. EngineCatalogue.All.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_variable_that_bodies_share_is_found_though_no_rule_is_broken(string engine)
    {
        ulong calls = 0;
        string said = Refused(engine, (m, c) => m.Store(c[0], ++calls, MemoryOrder.Once));
        Assert.StartsWith(
            "not deterministic: event 1 of thread body-1 differs: it was store.once cell#0.word = 1; when "
            + "the body ran again with the same answers, it asked for store.once cell#0.word = 2",
            said);
        Assert.Contains("a static or captured variable, a clock, a random number", said);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_random_number_is_found(string engine) => Assert.Contains(
        "event 1 of thread body-1 differs",
        Refused(engine, (m, c) => m.Store(c[0], (ulong)Guid.NewGuid().GetHashCode(), MemoryOrder.Once)));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_body_that_ends_early_the_second_time_is_found(string engine)
    {
        int calls = 0;
        Assert.Contains("it returned", Refused(engine, (m, c) =>
        {
            if (calls++ == 0)
            {
                m.Store(c[0], 1, MemoryOrder.Once);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_body_that_changes_after_many_schedules_is_found_at_a_later_check(string engine)
    {
        int calls = 0;
        string said = Refused(engine, (m, c) =>
        {
            ulong value = calls++ < 20 ? 0UL : (ulong)calls;
            m.Store(c[0], value, MemoryOrder.Once);
        });
        Assert.Contains("not deterministic", said);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deterministic_body_is_left_in_peace(string engine)
    {
        using var campaign = New(engine, Add, Add);
        Assert.Null(campaign.Run().Finding);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(512, true)]
    [InlineData(1000, true)]
    [InlineData(1024, false)]
    [InlineData(2000, true)]
    public void It_is_asked_often_at_first_and_rarely_later(long execution, bool due) =>
        Assert.Equal(due, BodyRerun.IsDue(execution));

    private static void Add(TracedMachine machine, ulong[] cells) =>
        machine.Add(cells[0], 1, MemoryOrder.Full);

    private static string Refused(string engine, Action<TracedMachine, ulong[]> body)
    {
        using var campaign = New(engine, body, Add);
        return Assert.Throws<ScenarioException>(() => campaign.Run()).Message;
    }

    private static Campaign New(string engine, params Action<TracedMachine, ulong[]>[] bodies) => new(new()
    {
        Scenario = new BodyScenario(1, bodies),
        Engine = EngineCatalogue.Find(engine)!,
        Strategy = "random",
        Schedules = 200,
        LibraryOracles = () => [],
    });
}
