using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>What writes return, where they leave the cursor, and what they refuse.</summary>
public sealed class WriteTableTests
{
    /// <summary>A cursor stands on what it wrote, so that steps go on from there.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_write_leaves_the_cursor_on_what_it_wrote(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        # The range is one slot's.
        * | put 10 19 1; put 30 39 2; at 10 19; store 9 | 1 10-19 Active ExactFit nodes 0
        * | put 10 19 1; put 30 39 2; at 10 19; store 9; next max | 2 30-39 Active
        * | put 10 19 1; put 30 39 2; at 10 19; store 9; prev 0 | null 0-9 Underflow
        # Inside a slot.
        * | put 10 19 1; put 30 39 2; at 12 13; store 9 | 1 12-13 Active NodeStore nodes 0
        * | put 10 19 1; put 30 39 2; at 12 13; store 9; next max | 1 14-19 Active
        * | put 10 19 1; put 30 39 2; at 12 13; store 9; prev 0 | 1 10-11 Active
        # In the last slot.
        - | put 10 19 1; put 30 39 2; at 50 59; store 3 | null 50-59 Active Append nodes 0
        a | put 10 19 1; put 30 39 2; at 50 59; store 3 | null 50-59 Active Append nodes 0
        r | put 10 19 1; put 30 39 2; at 50 59; store 3 | null 50-59 Active NodeStore nodes 0
        * | put 10 19 1; put 30 39 2; at 50 59; store 3; nextrange max | null 60-max Active
        * | put 10 19 1; put 30 39 2; at 50 59; store 3; prevrange 0 | null 40-49 Active
        # Two slots, one pivot moves.
        * | fill 5 20; at 10 24; store 9 | null 10-24 Active SlotStore nodes 0
        * | fill 5 20; at 10 24; store 9; next max | 2 25-29 Active
        * | fill 5 20; at 10 24; store 9; prev 0 | 1 0-9 Active
        * | fill 5 20; at 15 29; store 9 | null 15-29 Active SlotStore nodes 0
        * | fill 5 20; at 15 29; store 9; next max | 3 40-49 Active
        * | fill 5 20; at 15 29; store 9; prevrange 0 | null 10-14 Active
        # Three slots, two pivots move: not under readers.
        - | fill 5 20; at 15 34; store 9 | null 15-34 Active SlotStore nodes 0
        r | fill 5 20; at 15 34; store 9 | null 15-34 Active NodeStore nodes 0
        * | fill 5 20; at 15 34; store 9; entries | 0-9=1 15-34=9 40-49=3 60-69=4 80-89=5
        * | fill 5 20; at 15 34; store 9; prevrange 0 | null 10-14 Active
        * | fill 5 20; at 15 34; store 9; nextrange max | null 35-39 Active
        # A leaf overflows.
        * | fill 15 10; at 55 55; store 9 | 6 55-55 Active SplitStore nodes 0
        * | fill 15 10; at 55 55; store 9; next max | 6 56-59 Active
        * | fill 15 10; at 55 55; store 9; prev 0 | 6 50-54 Active
        # It pushes right: the right leaf is filled to one slot less, or two if the left would end empty.
        * | fill 20 10; put 3 5 1; put 23 25 1; put 43 45 1; leaves | 15 12
        * | fill 20 10; put 3 5 1; put 23 25 1; put 43 45 1; put 63 65 1; leaves | 14 15
        * | fill 20 10; put 3 5 1; put 23 25 1; put 43 45 1; put 63 65 null; leaves | 15 14
        # A leaf has too few; an empty range is widened.
        * | fill 20 10; put 0 29 null; at 35; erase | 4 0-39 Active Rebalance nodes 0
        * | fill 20 10; put 0 29 null; at 35; erase; next max | 5 40-49 Active
        # Over several leaves.
        * | fill 40 10; at 5 390; storegfp 9 | None 5-390 Active SpanningStore nodes 0
        * | fill 40 10; at 5 390; storegfp 9; next max | 40 391-399 Active
        * | fill 40 10; at 5 390; storegfp 9; prev 0 | 1 0-4 Active
        * | fill 40 10; at 145 149; storegfp null | None 145-149 Active SpanningStore nodes 0
        # Over everything.
        * | put 10 19 1; at 0 max; store 9 | null 0-max Active NewRoot nodes 0
        * | put 10 19 1; at 0 max; store null | null 0-max Start NewRoot nodes 0
        * | fill 40 10; at 0 max; storegfp 9 | None 0-max Active SpanningStore nodes 0
        * | fill 40 10; at 0 max; storegfp null | None 0-max Start SpanningStore nodes 0
        """);

    /// <summary>What a store returns, and from where it starts, is odd where Linux's is.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_store_is_as_odd_as_the_recorded_one(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        # What it returns is no entry if the range leaves its leaf, and the last if it was divided.
        * | fill 40 10; at 5 390; store 9 | null 5-390 Active SpanningStore nodes 0
        * | fill 15 10; at 5 14; store 9 | 2 5-14 Active SplitStore nodes 0
        * | fill 15 10; at 5 7; store 9 | 1 5-7 Active SplitStore nodes 0
        * | put 0 0 7; at 0; store 9 | 7 0-0 Start StoreRoot nodes 0
        * | put 0 0 7; at 0; walk; store 9 | null 0-0 Start StoreRoot nodes 0
        * | put 0 0 7; at 0 5; store 9 | 7 0-5 Active StoreRoot nodes 0
        # An empty tree that the state takes for the value in the root word.
        * | at 5; findrev 0; store null | null 0-0 Root StoreRoot nodes 0
        * | at 5; findrev 0; prepare null; commit null | 0-0 Root StoreRoot nodes 0
        * | put 0 0 7; at 0 max; store null | 7 0-max Root StoreRoot nodes 0
        * | put 0 0 7; at 0 max; store null; store null | null 0-max None StoreRoot nodes 0
        """);

    /// <summary>A tree without nodes: the root word, or the first leaf.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void The_root_is_made_of_nothing_or_of_a_value(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | at 0 0; store 5 | null 0-0 Start StoreRoot nodes 0
        * | at 0 9; store null | null 0-9 None StoreRoot nodes 0
        * | put 0 0 7; at 0 0; store 8 | 7 0-0 Start StoreRoot nodes 0
        * | put 0 0 7; at 0 9; store null | 7 0-9 Root StoreRoot nodes 0
        * | put 0 0 7; at 0 9; store null; next max | null 1-max None
        * | put 0 0 7; at 0 9; store null; entries | nothing
        * | put 0 0 7; at 5 9; store null | null 5-9 Root StoreRoot nodes 0
        * | put 0 0 7; at 5 9; store null; entries | 0-0=7
        # The data end of the first leaf is not noted: a step forward is at the limit at once.
        * | at 5 9; store 1 | null 5-9 Active StoreRoot nodes 0
        * | at 5 9; store 1; next max | null 5-9 Overflow
        * | at 5 9; store 1; nextrange max | null 5-9 Overflow
        * | at 5 9; store 1; findrange max | null 5-9 Overflow
        * | at 5 9; store 1; prev 0 | null 0-4 Underflow
        * | at 5 9; store 1; set 0; find max | 1 5-9 Active
        * | put 0 0 7; at 3 5; store 1; prev 0 | 7 0-0 Active
        # Which slots the first leaf has.
        * | put 5 9 1; at 7; walk; prevrange 0 | null 0-4 Active
        * | put 5 max 1; at 7; walk; nextrange max | null 5-max Overflow
        * | put 0 0 7; put 0 5 1; entries | 0-5=1
        * | put 0 0 7; put 1 5 1; entries | 0-0=7 1-5=1
        * | put 0 0 7; put 3 5 1; entries | 0-0=7 3-5=1
        * | put 0 0 7; put 3 max 1; entries | 0-0=7 3-max=1
        # A value that looks like a node needs a leaf.
        - | put 0 0 #4098; tree | None height 1 bad 0 live 1
        - | put 0 0 7; put 0 0 #4098; entries | 0-0=#4098
        - | put 0 0 7; tree | None height 0 bad 0 live 0
        # From a leaf back to a value leads through nothing only.
        - | put 0 5 1; put 1 5 null; tree | None height 1 bad 0 live 1
        - | put 0 5 1; put 0 5 null; tree | None height 0 bad 0 live 0
        - | put 0 5 1; put 0 5 null; put 0 0 3; tree | None height 0 bad 0 live 0
        # A leaf with one empty slot is no empty tree.
        - | put 0 max 9; put 0 max null; tree | None height 1 bad 0 live 1
        - | put 0 max 9; at 5; erase | 9 0-max Active ExactFit nodes 0
        - | put 0 max 9; del 5; tree | None height 1 bad 0 live 1
        - | put 0 max 9; del 5; put 3 4 1; entries | 3-4=1
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void An_insert_refuses_what_is_occupied(ScriptMachineKind machine) => StateTable.Holds(machine, """
        * | put 0 0 7; ins 0 5 1 | Exists
        * | put 0 0 7; ins 0 max 1 | Exists
        * | put 0 0 7; ins 1 5 1; entries | 0-0=7 1-5=1
        * | ins 0 max 1; entries | 0-max=1
        * | put 10 19 1; ins 12 13 2 | Exists
        * | put 10 19 1; ins 5 10 2 | Exists
        * | put 10 19 1; ins 5 15 2 | Exists
        * | put 10 19 1; ins 5 25 2 | Exists
        * | put 10 19 1; ins 0 9 2; entries | 0-9=2 10-19=1
        * | put 10 19 1; put 30 39 2; ins 20 29 3; entries | 10-19=1 20-29=3 30-39=2
        * | put 10 19 1; put 30 39 2; ins 20 30 3 | Exists
        * | fill 40 10; ins 400 409 3 | None
        * | fill 40 10; ins 100 300 3 | Exists
        - | fill 40 10; at 5 5; insert 3 | Exists 5-5 Active SplitStore nodes 0
        # A range over everything: replaces the slots of a single leaf.
        * | put 10 19 1; ins 0 max 5 | None
        * | put 10 19 1; ins 0 max 5; entries | 0-max=5
        * | put 0 max 1; ins 0 max 5 | Exists
        * | fill 40 10; ins 0 max 5 | Exists
        # Nothing: just asks whether the range is empty.
        * | put 10 19 1; ins 12 13 null | Exists
        * | put 10 19 1; ins 5 9 null | None
        * | put 10 19 1; ins 5 9 null; entries | 10-19=1
        # Impossible ranges.
        * | ins 5 4 1 | Invalid
        * | put 5 4 1 | Invalid
        * | put 0 max 1; put max 0 2 | Invalid
        * | at 5 4; store 1 | null 5-4 Error None nodes 0
        * | at 5 4; storegfp 1 | Invalid 5-4 Start None nodes 0
        * | at 5 4; prepare 1 | Invalid 5-4 Start None nodes 0
        * | at 5 4; insert 1 | Invalid 5-4 Start None nodes 0
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void An_erase_takes_the_whole_slot(ScriptMachineKind machine) => StateTable.Holds(machine, """
        * | del 0 | null
        * | put 0 0 7; del 0 | 7
        * | put 0 0 7; del 0; entries | nothing
        * | put 0 0 7; del 1 | null
        * | put 0 0 7; at 0; erase | 7 0-0 Root StoreRoot nodes 0
        * | put 0 0 7; at 5 9; erase | null 5-9 Root None nodes 0
        * | at 5 9; erase | null 5-9 None None nodes 0
        * | put 0 0 7; at 0 5; erase | 7 0-5 Root StoreRoot nodes 0
        * | put 0 0 7; fail 1 1; at 0 5; erase | 7 0-0 Root StoreRoot nodes 0
        * | fill 5 20; at 15; erase | null 10-19 Active None nodes 0
        * | fill 5 20; at 25; erase | 2 10-39 Active NodeStore nodes 0
        * | fill 5 20; at 5; erase | 1 0-19 Active NodeStore nodes 0
        * | fill 5 10; at 25; erase | 3 20-29 Active ExactFit nodes 0
        * | put 10 19 1; at 12; erase | 1 0-max Start NewRoot nodes 0
        * | put 10 max 1; at 12; erase | 1 0-max Start NewRoot nodes 0
        # A slot at the end of a leaf spans.
        * | fill 40 10; at 145; erase | 15 140-149 Active SpanningStore nodes 0
        """);
}
