using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class VectorClockTests
{
    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 4)]
    [InlineData(0, 254)]
    public void Clocks_that_join_each_other_do_not_outgrow_each_other(int one, int other)
    {
        var clocks = new[] { new VectorClock(), new VectorClock() };
        clocks[0].Set(one, 1);
        clocks[1].Set(other, 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 24; turn++)
            clocks[turn % 2].Join(clocks[(turn + 1) % 2]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
        Assert.Equal(1, clocks[1][one, AccessKind.Read]);
        Assert.Equal(2, clocks[0][other, AccessKind.Write]);
    }
}
