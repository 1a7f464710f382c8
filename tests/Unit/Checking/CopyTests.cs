using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

public class CopyTests
{
    private readonly Bench bench = new();

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public void A_traced_copy_moves_overlapping_areas_either_way(int from, int to)
    {
        const int Words = 4;
        ulong box = bench.Setup.Allocate(TestCaches.Box);
        for (ulong i = 0; i < 6; i++)
            bench.Setup.Store(box + (i * 8), i, MemoryOrder.Plain);
        bench.Setup.Copy(box + ((ulong)to * 8), box + ((ulong)from * 8), Words);
        for (int i = 0; i < 6; i++)
        {
            int expected = i >= to && i < to + Words ? i - to + from : i;
            Assert.Equal((ulong)expected, bench.Setup.Load(box + ((ulong)i * 8), MemoryOrder.Plain));
        }
    }
}
