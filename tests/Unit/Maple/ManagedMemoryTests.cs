using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>In steady state the native tree takes nothing from the managed heap.</summary>
public class ManagedMemoryTests
{
    private const ulong Entries = 400;

    [Theory]
    [InlineData(MapleTreeFlags.None)]
    [InlineData(MapleTreeFlags.AllocRange)]
    [InlineData(MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange)]
    public void Nothing_is_allocated(MapleTreeFlags flags)
    {
        using var system = new NativeSystem(
            new() { DeferCallbacks = true },
            static (machine, function, retired, argument) =>
                MapleCallback.Run(machine, function, retired, argument));
        using var thread = system.CreateThread();
        var machine = thread.Machine;
        var (tree, copy) = (Make(machine, flags), Make(machine, flags));
        for (int i = 0; i < 30; i++)
            Work(tree, copy, system);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Work(tree, copy, system);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static MapleTree<NativeMachine> Make(NativeMachine machine, MapleTreeFlags flags)
    {
        var tree = new MapleTree<NativeMachine>(machine, machine.Allocate(SoakCaches.Tree));
        tree.Initialise(flags);
        return tree;
    }

    /// <summary>Every kind of write, a duplicate, reads both ways, and the end of both trees.</summary>
    private static void Work(
        MapleTree<NativeMachine> tree, MapleTree<NativeMachine> copy, NativeSystem system)
    {
        for (ulong i = 0; i < Entries; i++)
        {
            tree.StoreRange(i * 10, (i * 10) + 5, MapleEntry.FromInteger(i));
            if (i % 16 == 0)
                system.RunCallbacks();
        }

        if (tree.Duplicate(copy) != Errno.None)
            throw new InvalidOperationException("no duplicate");
        for (ulong i = 0; i < Entries; i += 3)
        {
            copy.Erase(i * 10, out _);
            copy.StoreRange(i * 10, (i * 10) + 44, MapleEntry.FromInteger(i));
            system.RunCallbacks();
        }

        var up = new MapleState<NativeMachine>(copy, 0, 0);
        while (up.Find(ulong.MaxValue) != 0)
        {
        }

        var down = new MapleState<NativeMachine>(tree, ulong.MaxValue, ulong.MaxValue);
        while (down.FindReverse(0) != 0)
        {
        }

        tree.Destroy();
        copy.Destroy();
        system.RunCallbacks();
    }
}
