using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>What comes of a latent violation is found, though every schedule shows that one first.</summary>
public class HarmTests
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_lost_update_is_found_behind_the_race_that_lost_it(string engine)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = new LostUpdate(),
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = "random",
            Schedules = 2000,
        });
        var finding = campaign.Run().Finding!;
        Assert.Equal(ViolationKind.BrokenInvariant, finding.Violation.Kind);
        foreach (var other in EngineCatalogue.All)
        {
            var again = finding.Replay(other, new() { Scenario = new LostUpdate() }, out string difference);
            Assert.Equal("", difference);
            Assert.Equal(finding.Violation.Message, again!.Violation.Message);
        }
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_race_without_harm_remains_a_race(string engine)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = new LostUpdate(expects: 1),
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = "random",
            Schedules = 300,
        });
        var finding = campaign.Run().Finding!;
        Assert.Equal(ViolationKind.DataRace, finding.Violation.Kind);
        Assert.NotNull(finding.Replay(
            EngineCatalogue.Baton, new() { Scenario = new LostUpdate(expects: 1) }, out _));
    }

    /// <summary>Two threads count by a load and a store; the teardown looks at the count.</summary>
    private sealed class LostUpdate(ulong expects = 2) : RoleScenario("one", "two")
    {
        public override string Name => "lost-update";

        public override string Summary => "two threads count without a lock";

        public override ulong Setup<TMachine>(TMachine machine)
        {
            ulong cell = machine.Allocate(BodyScenario.Cells);
            machine.Fill(cell, 0, 32);
            return cell;
        }

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
            ulong count = machine.Load(world, MemoryOrder.Plain);
            machine.Free(BodyScenario.Cells, world);
            if (count < expects)
            {
                throw new InvalidOperationException($"the count is {count}");
            }
        }

        protected override void Act<TMachine>(string role, TMachine machine, ulong world) =>
            machine.Store(world, machine.Load(world, MemoryOrder.Plain) + 1, MemoryOrder.Plain);
    }
}
