using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Scenarios on real threads by one call.</summary>
public class NativeRoundTests
{
    [Fact]
    public void Correct_structures_run_on_real_threads()
    {
        Check.RunsNatively(new CellScenario());
        Check.RunsNatively(new ListScenario());
    }

    [Theory]
    [InlineData("throws", "act threw FormatException: planted.")]
    [InlineData("leaks", "the teardown leaves 1 of 'round_item'.")]
    [InlineData("frees twice", "teardown threw InvalidOperationException: ")]
    [InlineData("callback throws", "callback 1 threw FormatException: planted.")]
    public void What_goes_wrong_on_a_real_thread_is_named_with_its_round(string how, string what)
    {
        var error = Assert.Throws<CheckException>(() => Check.RunsNatively(new Bad(how), rounds: 5));
        Assert.StartsWith($"bad on real threads, round 3: {what}", error.Message);
    }

    [Fact]
    public void A_run_of_no_rounds_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => Check.RunsNatively(new Bad(""), rounds: 0));

    /// <summary>Goes wrong in its third round: it counts them, which only real threads allow.</summary>
    private sealed class Bad(string how) : RoleScenario("act", "idle")
    {
        private static readonly SlabCache item = new("round_item", 1, [new("value", 0)]);
        private int rounds;

        public override ulong Setup<TMachine>(TMachine machine)
        {
            rounds++;
            ulong world = machine.Allocate(item);
            machine.Store(world, 0, MemoryOrder.Plain);
            return world;
        }

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
            if (!Now("leaks"))
            {
                machine.Free(item, world);
            }

            if (Now("frees twice"))
            {
                machine.Free(item, world);
            }
        }

        public override void RunCallback<TMachine>(
            TMachine machine, int function, ulong retired, ulong argument) =>
            throw new FormatException("planted");

        protected override void Act<TMachine>(string role, TMachine machine, ulong world)
        {
            if (role == "act" && Now("throws"))
            {
                throw new FormatException("planted");
            }

            if (role == "act" && Now("callback throws"))
            {
                machine.CallRcu(1, 0);
            }
        }

        private bool Now(string what) => rounds == 3 && how == what;
    }
}
