using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

public sealed class FindAtLeastTests : IDisposable
{
    private readonly NativeSystem system = new();
    private readonly NativeMachine machine;
    private readonly ulong node;

    public FindAtLeastTests()
    {
        machine = system.CreateThread().Machine;
        node = machine.Allocate(NativeTestCaches.Node);
    }

    public void Dispose() => system.Dispose();

    [Fact]
    public void Agrees_with_the_obvious_search_for_every_count_and_place()
    {
        ulong[] boundaries =
            [0, 1, 2, long.MaxValue, 1UL << 63, (1UL << 63) + 1, ulong.MaxValue - 1, ulong.MaxValue];
        var random = new Random(1);
        for (int count = 0; count <= 31; count++)
        {
            for (int round = 0; round < 200; round++)
            {
                var words = new ulong[count];
                for (int i = 0; i < count; i++)
                {
                    words[i] = random.Next(3) == 0
                        ? boundaries[random.Next(boundaries.Length)]
                        : (ulong)random.NextInt64();
                    machine.Store(node + ((ulong)i * 8), words[i], MemoryOrder.Plain);
                }

                // What lies behind the count would be found if it were looked at.
                machine.Store(node + ((ulong)count * 8), ulong.MaxValue, MemoryOrder.Plain);
                ulong key = random.Next(2) == 0 || count == 0
                    ? boundaries[random.Next(boundaries.Length)]
                    : words[random.Next(count)];
                int expected = Array.FindIndex(words, word => word >= key);
                int found = machine.FindAtLeast(node, count, key, MemoryOrder.Once);
                Assert.Equal(expected < 0 ? count : expected, found);
            }
        }
    }
}
