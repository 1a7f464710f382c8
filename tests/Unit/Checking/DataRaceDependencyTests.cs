using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Dependencies, and orders that hold for reads alone or for writes alone.</summary>
public class DataRaceDependencyTests : DataRaceLog
{
    private ulong Flag => TestCaches.Count(Root);

    [Theory]
    [InlineData(Dependency, true)]
    [InlineData(Acquire, true)]
    [InlineData(Once, false)]
    public void A_store_behind_a_branch(MemoryOrder load, bool ordered)
    {
        Read("r");
        Bench["r"].Store(Flag, 1, Release);
        Bench["w"].Load(Flag, load);
        Write("w");
        Judge(ordered);
    }

    [Theory]
    [InlineData(FenceKind.Read, true)]
    [InlineData(FenceKind.Write, false)]
    public void A_load_behind_a_branch_needs_a_read_barrier(FenceKind fence, bool ordered)
    {
        Write("w");
        Bench["w"].Store(Flag, 1, Release);
        Bench["r"].Load(Flag, Dependency);
        Bench["r"].Fence(fence);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Dependency, true)]
    [InlineData(Once, false)]
    public void A_store_behind_a_branch_shows_what_was_over_before_it(MemoryOrder load, bool ordered)
    {
        Read("r");
        Bench["r"].Store(Flag, 1, Release);
        Bench["x"].Load(Flag, load);
        Bench["x"].Store(TestCaches.Link(Root), 1, Once);
        Bench["w"].Load(TestCaches.Link(Root), Acquire);
        Write("w");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Once, false)]
    [InlineData(Release, true)]
    public void A_store_behind_a_branch_does_not_show_what_others_wrote(MemoryOrder store, bool ordered)
    {
        Write("w");
        Bench["w"].Store(Flag, 1, Release);
        Bench["x"].Load(Flag, Dependency);
        Bench["x"].Store(TestCaches.Link(Root), 1, store);
        Bench["r"].Load(TestCaches.Link(Root), Acquire);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(Dependency)]
    [InlineData(Acquire)]
    public void A_release_hands_on_whatever_its_thread_has_read(MemoryOrder load)
    {
        Write("w");
        Bench["w"].Store(Flag, 1, Release);
        Bench["x"].Load(Flag, load);
        Bench["x"].Store(TestCaches.Link(Root), 1, Release);
        Bench["r"].Load(TestCaches.Link(Root), Acquire);
        Read("r");
        Judge(ordered: true);
    }

    [Theory]
    [InlineData(FenceKind.Full, true)]
    [InlineData(FenceKind.Write, false)]
    public void A_write_barrier_does_not_hold_reads_back(FenceKind fence, bool ordered)
    {
        Read("r");
        Bench["r"].Fence(fence);
        Bench["r"].Store(Flag, 1, Once);
        Bench["w"].Load(Flag, Acquire);
        Write("w");
        Judge(ordered);
    }

    [Theory]
    [InlineData(FenceKind.Full, true)]
    [InlineData(FenceKind.Write, false)]
    public void A_write_barrier_does_not_hand_on_what_others_wrote(FenceKind fence, bool ordered)
    {
        Write("w");
        Bench["w"].Store(Flag, 1, Release);
        Bench["x"].Load(Flag, Acquire);
        Bench["x"].Fence(fence);
        Bench["x"].Store(TestCaches.Link(Root), 1, Once);
        Bench["r"].Load(TestCaches.Link(Root), Acquire);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Acquire, true)]
    [InlineData(Dependency, true)]
    [InlineData(Once, false)]
    public void A_binding_load_is_over_before_a_marked_store(MemoryOrder load, bool ordered)
    {
        Bench["r"].Load(TestCaches.Value(Root), load);
        Bench["r"].Store(Flag, 1, Once);
        Bench["w"].Load(Flag, Acquire);
        Write("w");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Acquire)]
    [InlineData(Dependency)]
    public void A_binding_load_holds_no_read_before_it_back(MemoryOrder load)
    {
        Read("r");
        Bench["r"].Load(TestCaches.Link(Root), load);
        Bench["r"].Store(Flag, 1, Once);
        Bench["w"].Load(Flag, Acquire);
        Write("w");
        Judge(ordered: false);
    }

    [Fact]
    public void A_store_depends_on_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bench["w"].Store(Flag, 1, Dependency));
        Assert.Equal(0, Bench.Thread("w").NextIndex);
    }
}
