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

    [Fact]
    public void Whoever_waits_for_a_thread_that_nobody_starts_is_named()
    {
        var error = Assert.Throws<CheckException>(() => NativeRounds.Run(new Starting(starts: 0), 3, brief));
        Assert.Equal(
            "starting on real threads, round 1: main did not come back for 0.2 seconds.", error.Message);
    }

    [Fact]
    public void A_second_start_of_a_thread_is_named()
    {
        var error = Assert.Throws<CheckException>(() => NativeRounds.Run(new Starting(starts: 2), 3, brief));
        Assert.Equal(
            "starting on real threads, round 1: main threw InvalidOperationException: thread 'helper' is "
                + "started a second time.",
            error.Message);
    }

    [Fact]
    public void Threads_are_started_again_in_each_round_or_left_alone()
    {
        foreach (bool waits in (bool[])[true, false])
        {
            var scenario = new Starting(starts: 1, waits);
            NativeRounds.Run(scenario, 100, TimeSpan.FromSeconds(10));
            Assert.Equal(100, scenario.Helped);
        }

        NativeRounds.Run(new Starting(starts: 0, waits: false), 100, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void What_a_body_throws_is_told_in_one_line()
    {
        var error = Assert.Throws<CheckException>(() => NativeRounds.Run(new Throwing(), 3, brief));
        Assert.Equal(
            "throwing on real threads, round 1: only threw InvalidOperationException: first second.",
            error.Message);
    }

    /// <summary>Throws what it has to say in two lines.</summary>
    private sealed class Throwing() : RoleScenario("only")
    {
        public override ulong Setup<TMachine>(TMachine machine) => 0;

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
        }

        protected override void Act<TMachine>(string role, TMachine machine, ulong world) =>
            throw new InvalidOperationException("first\r\nsecond");
    }

    /// <summary>Starts a thread, or does not, and waits for it.</summary>
    private sealed class Starting(int starts, bool waits = true) : RoleScenario("main", "helper")
    {
        public int Helped { get; private set; }

        public override IReadOnlyList<string> StartedLater => ["helper"];

        public override ulong Setup<TMachine>(TMachine machine) => 0;

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
        }

        protected override void Act<TMachine>(string role, TMachine machine, ulong world)
        {
            if (role == "helper")
            {
                Helped++;
                return;
            }

            for (int i = 0; i < starts; i++)
                machine.Start("helper");
            if (waits)
                machine.Join("helper");
        }
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
