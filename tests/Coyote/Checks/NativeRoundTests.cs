using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote.Checks;

/// <summary>What does not come back on real threads is named and left alone.</summary>
public class NativeRoundTests
{
    private static readonly TimeSpan brief = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData("first", "first")]
    [InlineData("second", "second")]
    [InlineData("both", "first and second")]
    [InlineData("teardown", "teardown")]
    public void Whoever_does_not_come_back_is_named(string who, string named)
    {
        var error = Assert.Throws<CheckException>(() => NativeRounds.Run(new Waiting(who), 3, brief));
        Assert.Equal(
            $"waiting on real threads, round 1: {named} did not come back for 0.2 seconds.", error.Message);
    }

    /// <summary>Waits for a word that nobody writes.</summary>
    private sealed class Waiting(string who) : RoleScenario("first", "second")
    {
        private static readonly SlabCache word = new("waiting_word", 1, [new("value", 0)]);

        public override ulong Setup<TMachine>(TMachine machine)
        {
            ulong world = machine.Allocate(word);
            machine.Store(world, 0, MemoryOrder.Plain);
            return world;
        }

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
            Wait("teardown", machine, world);
            machine.Free(word, world);
        }

        protected override void Act<TMachine>(string role, TMachine machine, ulong world) =>
            Wait(role, machine, world);

        private void Wait<TMachine>(string name, TMachine machine, ulong world)
            where TMachine : struct, IMachine
        {
            if (who == name || (who == "both" && name != "teardown"))
            {
                machine.Await(world, 1, Comparison.Equal, 1, WaitMode.Sleep, MemoryOrder.Acquire);
            }
        }
    }
}
