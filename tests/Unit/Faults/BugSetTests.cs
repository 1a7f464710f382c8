using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Faults;

/// <summary>A set of bugs, and what a machine makes of it.</summary>
public class BugSetTests
{
    private const BugSwitch Hundredth = (BugSwitch)100;

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(127)]
    public void Each_number_is_a_bug_of_its_own(int number)
    {
        BugSet set = [(BugSwitch)number];
        Assert.Equal([(BugSwitch)number], set.AsEnumerable());
        var machine = new TracedMachine(new SimulatedThread(ThreadName.Setup, set.Bits));
        Assert.Equal([number], Enumerable.Range(-1, 300).Where(machine.HasBug));
    }

    [Fact]
    public void Numbers_without_a_bit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(BugSet).With((BugSwitch)128));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(BugSet).Contains((BugSwitch)(-1)));
    }

    [Fact]
    public void A_set_holds_each_bug_once_and_shows_the_lowest_first()
    {
        BugSet set = [Hundredth, BugSwitch.ImmediateFree, Hundredth];
        Assert.Equal([BugSwitch.ImmediateFree, Hundredth], set.AsEnumerable());
        Assert.Equal(2, set.Count);
        Assert.True(set.Contains(Hundredth));
        Assert.False(set.Contains(BugSwitch.StackRot));
        Assert.Equal(set, default(BugSet).With(BugSwitch.ImmediateFree).With(Hundredth));
        Assert.Equal("ImmediateFree, 100", set.ToString());
    }

    [Fact]
    public void The_hundredth_bug_acts_and_no_other_does()
    {
        var box = new Recorder();
        var machine = box.Machine([Hundredth]);
        Assert.True(machine.Acts(Hundredth));
        Assert.True(machine.Detours(Hundredth));
        Assert.DoesNotContain(true, Enum.GetValues<BugSwitch>().Select(bug => machine.Acts(bug)));
        var only = Assert.Single(box.Operations);
        Assert.Equal(OperationKind.Observe, only.Kind);
        Assert.Equal((BugSwitches.Acting.Number, 100UL), (only.Site, only.Value));
    }

    [Fact]
    public void Two_switches_never_share_a_number()
    {
        var names = Enum.GetNames<BugSwitch>();
        Assert.Equal(names.Length, Enum.GetValues<BugSwitch>().Distinct().Count());
        BugSet all = [.. Enum.GetValues<BugSwitch>()];
        Assert.Equal(names.Length, all.Count);
    }

    private sealed class Recorder : IEngine
    {
        public List<Operation> Operations { get; } = [];

        public TracedMachine Machine(BugSet bugs) =>
            new(new SimulatedThread(ThreadName.Setup, bugs.Bits) { Engine = this });

        public ulong Perform(SimulatedThread thread, in Operation operation)
        {
            Operations.Add(operation);
            return 0;
        }
    }
}
