using RcuSim.Maple;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>How many nodes are taken before a write, and what happens when there are none.</summary>
public sealed class PreallocationTableTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_strategy_wants_its_number_of_nodes(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        - | at 0 0; prepare 5 | None 0-0 None StoreRoot nodes 0
        - | at 0 0; prepare #4098 | None 0-0 None StoreRoot nodes 1
        - | at 5 9; prepare 5 | None 5-9 None StoreRoot nodes 1
        - | at 0 9; prepare null | None 0-9 None StoreRoot nodes 1
        * | fill 5 20; at 10 19; prepare 9 | None 10-19 Active ExactFit nodes 0
        * | fill 5 20; at 10 24; prepare 9 | None 10-24 Active SlotStore nodes 0
        - | fill 5 20; at 95 99; prepare 9 | None 95-99 Active Append nodes 0
        a | fill 5 20; at 25 27; prepare 9 | None 25-27 Active NodeStore nodes 0
        ra | fill 5 20; at 25 27; prepare 9 | None 25-27 Active NodeStore nodes 1
        * | fill 5 20; at 0 max; prepare 9 | None 0-max Active NewRoot nodes 1
        # Two levels; the root has room for another child, but none to lose.
        * | fill 40 10; at 5 5; prepare 9 | None 5-5 Active SplitStore nodes 3
        * | fill 40 10; at 5 390; prepare 9 | None 5-390 Active SpanningStore nodes 7
        * | fill 20 10; put 0 29 null; at 30 39; prepare null | None 0-39 Active Rebalance nodes 5
        # It has room with all but one slot used: 9 of 10, or 15 of 16.
        a | fill 130 10; leaves | 15 15 15 15 15 15 15 15 11
        a | fill 130 10; at 5 5; prepare 9 | None 5-5 Active SplitStore nodes 3
        a | fill 145 10; at 5 5; prepare 9 | None 5-5 Active SplitStore nodes 5
        - | fill 220 10; at 5 5; prepare 9 | None 5-5 Active SplitStore nodes 3
        - | fill 235 10; at 5 5; prepare 9 | None 5-5 Active SplitStore nodes 5
        # From where a cursor stands nothing is known of the levels above.
        * | fill 40 10; at 5 5; walk; move 5 5; prepare 9 | None 5-5 Active SplitStore nodes 5
        # A root with three children cannot lose one, a root with more can.
        * | fill 40 10; at 0 99; prepare null | None 0-99 Active Rebalance nodes 5
        * | fill 60 10; at 0 99; prepare null | None 0-99 Active Rebalance nodes 3
        # The node at which a range is seen to span does not count.
        * | fill 60 10; at 5 590; prepare 9 | None 5-590 Active SpanningStore nodes 7
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_prepared_store_uses_what_it_has(ScriptMachineKind machine) => StateTable.Holds(machine, """
        * | fill 40 10; at 5 5; prepare 9; fail 1; commit 8 | 5-5 Active SplitStore nodes 0
        * | fill 40 10; at 5 5; prepare 9; commit 8; next max | 1 6-9 Active
        * | fill 40 10; at 5 390; prepare 9; fail 1; commit 8; entries | 0-4=1 5-390=8 391-399=40
        * | fill 5 20; at 25 27; prepare null; fail 1; commit null | 25-27 Active NodeStore nodes 0
        * | fill 5 20; at 20 27; prepare null | None 10-27 Active SlotStore nodes 0
        # Prepared again it takes what is missing.
        * | fill 40 10; at 5 5; prepare 9; set 5 390; prepare 9 | None 5-390 Active SpanningStore nodes 7
        * | fill 40 10; at 5 390; prepare 9; set 5 5; prepare 9 | None 5-5 Active SplitStore nodes 7
        r | fill 40 20; at 783 785; prepare 9; set 138 150; prepare 9; done | as it was nodes 0
        r | fill 40 20; at 783 785; prepare 9; set 138 150; prepare 9; fail 1; commit 8; check | 0
        * | fill 40 10; at 5 5; prepare 9; fail 1; set 0 390; prepare 9; done | as it was nodes 0
        # A prepared cursor does not ask again to write while it has nodes.
        - | fill 40 10; at 5 5; prepare 9; set 10 19; store 9 | 2 10-19 Active ExactFit nodes 3
        * | fill 40 10; at 5 5; prepare 9; fail 1; set 5 390; storegfp 9; entries | 0-4=1 5-390=9 391-399=40
        - | fill 40 10; at 5 5; prepare 9; done | as it was nodes 0
        # One without nodes does.
        r | fill 5 20; at 10 19; prepare 9; set 25 27; store 8 | 2 25-27 Active NodeStore nodes 0
        # What was prepared goes with the next store that ends a preparation.
        - | fill 40 10; at 5 5; prepare 9; set 10 19; storegfp 9 | None 10-19 Active ExactFit nodes 0
        # No memory: the cursor is as new and holds nothing.
        * | fill 40 10; fail 1; at 5 5; prepare 9 | NoMemory 5-5 Start SplitStore nodes 0
        * | fill 40 10; fail 2; at 5 5; prepare 9 | NoMemory 5-5 Start SplitStore nodes 0
        * | fill 20 10; put 0 29 null; fail 1; at 30 39; prepare null | NoMemory 0-39 Start Rebalance nodes 0
        """);

    /// <summary>The one request that fails is left for another cursor.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_prepared_cursor_requests_nothing(ScriptMachineKind machine)
    {
        const string Prepared = "fill 40 10; at 5 5; prepare 9; fail 1 1; set 5 390; storegfp 9";
        string given = StateScript.Last(machine, MapleTreeFlags.Rcu, $"{Prepared}; at 1 2; prepare 8");
        Assert.Equal("NoMemory 1-2 Start NodeStore nodes 0", given);
    }

    [Theory]
    [InlineData("fill 40 10; at 0 0; commit 9")]
    [InlineData("fill 40 10; at 5 5; prepare 9; done; commit 9")]
    [InlineData("fill 40 10; at 0 0; expect 20; commit 9")]
    [InlineData("fill 40 10; at 5 5; prepare 9; set 100 199; commit 9")]
    [InlineData("fill 40 10; at 140 149; prepare 9; commit null")]
    [InlineData("fill 5 10; at 12 13; prepare 9; put 12 13 8; commit 9")]
    [InlineData("fill 40 10; at 5 5; prepare 9; set 5 5; store 9; set 5 5; commit 9")]
    public void What_was_not_prepared_is_refused(string text) => Assert.Throws<InvalidOperationException>(
        () => StateScript.Last(ScriptMachineKind.Native, MapleTreeFlags.None, text));

    /// <summary>A store that lacks memory asks once more, and goes on if there is some.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_store_asks_again_for_what_it_lacks(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | fill 40 10; fail 1 1; at 5 5; storegfp 9 | None 5-5 Active SplitStore nodes 0
        * | fill 40 10; fail 2 1; at 5 5; storegfp 9 | None 5-5 Active SplitStore nodes 0
        * | fill 40 10; fail 1; at 5 5; storegfp 9 | NoMemory 5-5 Error SplitStore nodes 0
        * | fill 40 10; fail 2; at 5 5; storegfp 9 | NoMemory 5-5 Error SplitStore nodes 0
        - | fill 40 10; fail 1; at 5 5; storegfp 9; tree | None height 2 bad 0 live 4
        - | fill 40 10; fail 2; at 5 5; storegfp 9; tree | None height 2 bad 0 live 4
        - | fill 40 10; fail 2 1; at 5 5; storegfp 9; tree | None height 2 bad 0 live 5
        # Widening is undone before the second attempt, not after the last.
        * | fill 40 10; fail 1 1; at 5 390; storegfp null; entries | 0-4=1 391-399=40
        r | fill 5 20; fail 1; at 20 45; storegfp null | NoMemory 10-45 Error NodeStore nodes 0
        # The simple calls.
        * | fill 40 10; fail 1 1; put 5 5 9 | None
        * | fill 40 10; fail 2; put 5 5 9 | NoMemory
        * | fill 40 10; fail 1 1; del 145 | 15
        * | fill 40 10; fail 1; del 145 | NoMemory
        * | fill 40 10; fail 1; del 145; get 145 | 15
        * | fill 40 10; fail 1; del 400 | null
        * | fill 40 10; fail 1; at 145; erase | 15 140-149 Error SpanningStore nodes 0
        - | fill 40 10; fail 2; at 145; erase; tree | None height 2 bad 0 live 4
        r | fill 5 20; fail 1 1; ins 30 35 9 | None
        r | fill 5 20; fail 1; ins 30 35 9 | NoMemory
        ra | fill 5 20; fail 1 1; alloc 9 5 0 max | None 10
        ra | fill 5 20; fail 1 1; allocrev 9 5 0 99 | None 95
        ra | fill 5 20; fail 1; alloc 9 5 0 max | NoMemory 0
        ra | fill 5 20; fail 1 1; cyclic 9 0 max 33 | None 33 next 34
        ra | fill 5 20; fail 1; cyclic 9 0 max 33 | NoMemory 0 next 33
        ra | fill 5 20; grace; fail 1; cyclic 9 0 max 33; tree | AllocRange, Rcu height 1 bad 0 live 1
        # A plain store leaves the asking to its caller.
        * | fill 40 10; fail 1; at 5 5; store 9 | null 5-5 Error SplitStore nodes 0
        * | fill 40 10; fail 2; at 5 5; store 9 | null 5-5 Error SplitStore nodes 0
        * | fill 40 10; fail 1 1; at 5 5; store 9; nomem | again 5-5 Start SplitStore nodes 3
        * | fill 40 10; fail 1 1; at 5 5; store 9; nomem; store 9 | 1 5-5 Active SplitStore nodes 0
        * | fill 40 10; fail 1; at 5 5; store 9; nomem | no 5-5 Error SplitStore nodes 0
        * | fill 40 10; at 5 5; store 9; nomem | no 5-5 Active SplitStore nodes 0
        * | at 5 4; store 9; nomem | no 5-4 Error None nodes 0
        * | fill 40 10; fail 1 1; at 5 5; store 9; set 5 5; nomem | no 5-5 Start SplitStore nodes 0
        """);

    /// <summary>
    /// As long as some node was obtained it goes on, for three turns: two requests a turn that fail.
    /// </summary>
    [Fact]
    public void A_store_keeps_what_it_obtained() => StateTable.Holds(ScriptMachineKind.Traced, """
        * | fill 40 10; fail 1 2; at 5 5; storegfp 9 | NoMemory 5-5 Error SplitStore nodes 0
        * | fill 40 10; fail 2 2; at 5 5; storegfp 9 | None 5-5 Active SplitStore nodes 0
        * | fill 40 10; fail 2 4; at 5 5; storegfp 9 | None 5-5 Active SplitStore nodes 0
        * | fill 40 10; fail 2 5; at 5 5; storegfp 9 | NoMemory 5-5 Error SplitStore nodes 0
        - | fill 40 10; fail 2 5; at 5 5; storegfp 9; tree | None height 2 bad 0 live 4
        """);
}
