using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scripts;
using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>Reads that begin at their limit, and cursors that were sent elsewhere before they step.</summary>
public sealed class LimitTableTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void At_its_limit_a_read_ends_where_it_is(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | put 10 19 1; put 30 39 2; at 15; walk; findrange 19 | null 10-19 Active
        * | put 10 19 1; put 30 39 2; at 20; findrange 20 | null 20-29 Active
        * | put 10 19 1; put 30 39 2; at 15; walk; findrev 12 | null 10-19 Active
        * | put 10 19 1; put 30 39 2; at 15; next 15; findrev 15 | null 15-15 Underflow
        * | put 10 19 1; put 30 39 2; at 25; findrev 22 | null 20-29 Active
        * | put 10 19 1; put 30 39 2; tfind 12 12 | 1 next 20
        * | put 0 0 7; get 5 | null
        * | put 0 0 7; at 0 5; walk | 7 0-0 Root
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_cursor_that_was_sent_elsewhere_has_forgotten_its_leaf(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | put 10 19 1; put 30 39 2; at 35; walk; set 15; next 15; next max | 2 30-39 Active
        r | put 10 19 1; at 15; walk; pause; next 5; put 12 13 3; grace; next max | 3 12-13 Active
        """);

    /// <summary>A step from one inner node to the next ascends two levels and descends as many.</summary>
    [Fact]
    public void A_tree_of_three_levels_is_stepped_through_in_both_directions()
    {
        const ulong Ranges = 1000;
        using var world = new TracedTreeWorld();
        var tree = new MapleTree<TracedMachine>(world.Machine, world.Machine.Allocate(TestCaches.Tree));
        tree.Initialise(MapleTreeFlags.Rcu);
        for (ulong i = 0; i < Ranges; i++)
            tree.StoreRange(i * 20, (i * 20) + 9, MapleEntry.FromInteger(i + 1));

        Assert.Equal(3, tree.Height);
        var state = new MapleState<TracedMachine>(tree, 0, 0);
        ulong value = state.Walk();
        for (ulong n = 0; n < 2 * Ranges; n++)
        {
            Assert.Equal(Slot(n), (state.Index, state.Last, value));
            value = state.NextRange(ulong.MaxValue);
        }

        for (ulong n = 2 * Ranges; n-- > 0;)
        {
            value = n == (2 * Ranges) - 1 ? state.Walk() : state.PreviousRange(0);
            Assert.Equal(Slot(n), (state.Index, state.Last, value));
        }

        world.Verify();

        static (ulong First, ulong Last, ulong Value) Slot(ulong n) => n % 2 == 0
            ? (n * 10, (n * 10) + 9, MapleEntry.FromInteger((n / 2) + 1))
            : (n * 10, n == (2 * Ranges) - 1 ? ulong.MaxValue : (n * 10) + 9, 0);
    }
}
