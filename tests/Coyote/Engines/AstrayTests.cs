using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Schedules that do not fit are recognised, whoever they name.</summary>
public class AstrayTests
{
    private static readonly ThreadName teardown = ThreadName.Teardown;

    private static readonly BodyScenario scenario = new(
        1, (m, c) => m.Store(c[0], 1, MemoryOrder.Once), (m, c) => m.Load(c[0], MemoryOrder.Once));

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_thread_that_cannot_run_yet_cannot_have_a_turn(string engine)
    {
        Assert.False(Fits(engine, [teardown]));
        Assert.False(Fits(engine, [Name(1), teardown]));
        Assert.False(Fits(engine, [ThreadName.Callback(Name(1), 1)]));
        Assert.False(Fits(engine, []));
    }

    private static ThreadName Name(int actor) =>
        ThreadName.Actor(actor, scenario.Actors[actor - 1].Label);

    private static bool Fits(string engine, ThreadName[] steps)
    {
        using var explorer = EngineCatalogue.Find(engine)!.Explorer(new() { Scenario = scenario });
        return explorer.Replay(new Schedule(steps, [], new())).Fits;
    }
}
