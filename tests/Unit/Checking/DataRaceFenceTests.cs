using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Fences, and what stands for one.</summary>
public class DataRaceFenceTests : DataRaceLog
{
    [Theory]
    [InlineData(FenceKind.Write, FenceKind.Read, true)]
    [InlineData(FenceKind.Full, FenceKind.Full, true)]
    [InlineData(FenceKind.Read, FenceKind.Read, false)]
    [InlineData(FenceKind.Write, FenceKind.Write, false)]
    public void Fences_around_unordered_accesses(FenceKind before, FenceKind after, bool ordered)
    {
        Write("w");
        Bench["w"].Fence(before);
        Bench["w"].Store(TestCaches.Count(Root), 1, Once);
        Bench["r"].Load(TestCaches.Count(Root), Once);
        Bench["r"].Fence(after);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Acquire, true)]
    [InlineData(Once, true)]
    [InlineData(PlainRacy, false)]
    public void A_fence_before_a_marked_read_modify_write(MemoryOrder order, bool ordered)
    {
        Write("w");
        Bench["w"].Fence(FenceKind.Full);
        Bench["w"].Add(TestCaches.Count(Root), 1, order);
        Bench["r"].Load(TestCaches.Count(Root), Acquire);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fence_between_filling_and_publishing_with_steps_after_it(bool fences)
    {
        ulong item = Bench["w"].Allocate(TestCaches.Box);
        Bench["w"].Store(TestCaches.Value(item), 1, Plain);
        if (fences)
            Bench["w"].Fence(FenceKind.Write);
        Bench["w"].Load(TestCaches.Count(Root), Once);
        Bench["w"].Store(TestCaches.Link(Root), item, Once);
        Bench["r"].Load(TestCaches.Link(Root), Dereference);
        Bench["r"].Load(TestCaches.Value(item), Plain);
        Judge(fences, "box#1.0.value");
    }

    [Theory]
    [InlineData(Full, true)]
    [InlineData(AcquireRelease, false)]
    public void A_read_modify_write_between_the_store_and_the_flag(MemoryOrder order, bool ordered)
    {
        Write("w");
        Bench["w"].Add(TestCaches.Link(Root), 1, order);
        Bench["w"].Store(TestCaches.Count(Root), 1, Once);
        Bench["r"].Load(TestCaches.Count(Root), Acquire);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Full, true)]
    [InlineData(AcquireRelease, false)]
    public void A_read_modify_write_between_the_flag_and_the_load(MemoryOrder order, bool ordered)
    {
        Write("w");
        Bench["w"].Store(TestCaches.Count(Root), 1, Release);
        Bench["r"].Load(TestCaches.Count(Root), Once);
        Bench["r"].Add(TestCaches.Link(Root), 1, order);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grace_period_between_the_store_and_the_flag(bool waits)
    {
        Write("w");
        if (waits)
            Bench["w"].Synchronize();
        Bench["w"].Store(TestCaches.Count(Root), 1, Once);
        Bench["r"].Load(TestCaches.Count(Root), Acquire);
        Read("r");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grace_period_between_the_flag_and_the_load(bool waits)
    {
        Write("w");
        Bench["w"].Store(TestCaches.Count(Root), 1, Release);
        Bench["r"].Load(TestCaches.Count(Root), Once);
        if (waits)
            Bench["r"].Synchronize();
        Read("r");
        Judge(ordered: waits);
    }
}
