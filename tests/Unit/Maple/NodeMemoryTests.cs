using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>What a tree's nodes cost besides their 256 bytes each.</summary>
public class NodeMemoryTests
{
    private const long NodeBytes = 256;
    private const long InMagazines = 2 * 128;

    [Theory]
    [InlineData(100_000, MapleTreeFlags.AllocRange)]
    [InlineData(300_000, MapleTreeFlags.None)]
    [InlineData(300_000, MapleTreeFlags.AllocRange | MapleTreeFlags.Rcu)]
    public void Lies_within_a_twentieth(int entries, MapleTreeFlags flags)
    {
        using var system = new NativeSystem(
            new() { DeferCallbacks = true },
            static (machine, function, retired, argument) =>
                MapleCallback.Run(machine, function, retired, argument));
        using var thread = system.CreateThread();
        var tree = new MapleTree<NativeMachine>(thread.Machine, thread.Machine.Allocate(SoakCaches.Tree));
        tree.Initialise(flags);
        for (ulong i = 0; i < (ulong)entries; i++)
        {
            tree.StoreRange(i * 10, (i * 10) + 5, MapleEntry.FromInteger(i));
            if (i % 64 == 0)
                system.RunCallbacks();
        }

        system.RunCallbacks();
        var full = system.Statistics(MapleNodeLayout.Cache);
        Within(full.Live, full);
        tree.Destroy();
        system.RunCallbacks();
        var empty = system.Statistics(MapleNodeLayout.Cache);
        Assert.Equal(0, empty.Live);
        Assert.Equal(full.ReservedBytes, empty.ReservedBytes);
        Within(full.Live, empty);
    }

    private static void Within(long nodes, SlabStatistics statistics)
    {
        long most = (nodes + InMagazines) * NodeBytes;
        Assert.InRange(statistics.UsedBytes, nodes * NodeBytes, most);
        Assert.InRange(statistics.UsedBytes + statistics.BookkeepingBytes, 0, nodes * NodeBytes * 105 / 100);
    }
}
