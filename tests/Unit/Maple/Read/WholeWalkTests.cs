using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// Steps from one end of a tree to the other, at every size: nodes come by that are full, and whose last slot
/// has no bound of its own.
/// </summary>
public class WholeWalkTests
{
    private const ulong Most = 700;
    private const ulong Width = 10;
    private const ulong Used = 6;

    [Theory]
    [InlineData(MapleTreeFlags.None, true)]
    [InlineData(MapleTreeFlags.None, false)]
    [InlineData(MapleTreeFlags.AllocRange, true)]
    [InlineData(MapleTreeFlags.AllocRange | MapleTreeFlags.Rcu, true)]
    [InlineData(MapleTreeFlags.AllocRange | MapleTreeFlags.Rcu, false)]
    public void Every_entry_comes_once_and_in_order(MapleTreeFlags flags, bool rising)
    {
        using var system = new NativeSystem(
            new() { DeferCallbacks = true },
            static (machine, function, retired, argument) =>
                MapleCallback.Run(machine, function, retired, argument));
        using var thread = system.CreateThread();
        var tree = new MapleTree<NativeMachine>(thread.Machine, thread.Machine.Allocate(SoakCaches.Tree));
        tree.Initialise(flags);
        for (ulong i = 0; i < Most; i++)
        {
            ulong n = rising ? i : Most - 1 - i;
            var value = MapleEntry.FromInteger(n);
            Assert.Equal(Errno.None, tree.StoreRange(n * Width, (n * Width) + Used, value));
            system.RunCallbacks();
            ulong lowest = rising ? 0 : n, highest = rising ? n : Most - 1;
            Assert.Equal(highest, WalkUp(tree, lowest));
            Assert.Equal(lowest, WalkDown(tree, highest));
        }
    }

    private static ulong WalkUp(MapleTree<NativeMachine> tree, ulong lowest)
    {
        var state = new MapleState<NativeMachine>(tree, 0, 0);
        ulong next = lowest;
        while (state.Find(ulong.MaxValue) is not 0 and var value)
            Expect(state, value, next++);
        return next - 1;
    }

    private static ulong WalkDown(MapleTree<NativeMachine> tree, ulong highest)
    {
        var state = new MapleState<NativeMachine>(tree, ulong.MaxValue, ulong.MaxValue);
        ulong next = highest + 1;
        while (state.FindReverse(0) is not 0 and var value)
            Expect(state, value, --next);
        return next;
    }

    private static void Expect(MapleState<NativeMachine> state, ulong value, ulong n)
    {
        Assert.Equal(n, MapleEntry.ToInteger(value));
        Assert.Equal((n * Width, (n * Width) + Used), (state.Index, state.Last));
    }
}
