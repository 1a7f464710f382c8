using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>Searches for a free area.</summary>
public sealed class AreaTableTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void The_first_or_last_fit_in_a_window_is_taken(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        - | alloc 1 5 0 max | Invalid 0
        r | allocrev 1 5 0 max | Invalid 0
        a | alloc #4094 5 0 max | Invalid 0
        a | put 0 99 1; alloc null 5 0 max | None 100
        a | put 0 99 1; alloc null 5 0 max; entries | 0-99=1
        a | alloc 1 5 9 3 | Invalid 0
        a | alloc 1 0 0 9 | Invalid 0
        a | allocrev 1 5 0 3 | Invalid 0
        a | put 0 99 1; alloc 2 5 0 99 | Busy 0
        a | put 0 99 1; allocrev 2 5 0 99 | Busy 0
        # No nodes.
        a | alloc 1 5 3 50 | None 3
        a | allocrev 1 5 3 50 | None 46
        a | alloc 1 max 0 max | None 0
        a | allocrev 1 max 0 max | None 1
        a | put 0 0 7; alloc 1 5 0 50 | None 1
        a | put 0 0 7; alloc 1 5 0 5 | None 1
        a | put 0 0 7; alloc 1 5 0 4 | Busy 0
        a | put 0 0 7; alloc 1 1 0 0 | Busy 0
        a | put 0 0 7; allocrev 1 5 0 5 | None 1
        a | put 0 0 7; allocrev 1 5 0 4 | Busy 0
        a | put 0 0 7; alloc 1 max-1 0 max | None 1
        # One leaf.
        a | put 10 19 1; put 30 39 2; alloc 9 5 15 24 | None 20
        a | put 10 19 1; put 30 39 2; alloc 9 6 15 24 | Busy 0
        a | put 10 19 1; put 30 39 2; alloc 9 10 0 9 | None 0
        a | put 10 19 1; put 30 39 2; alloc 9 11 0 max | None 40
        a | put 10 19 1; put 30 39 2; allocrev 9 5 15 24 | None 20
        a | put 10 19 1; put 30 39 2; allocrev 9 6 15 24 | Busy 0
        a | put 10 19 1; put 30 39 2; allocrev 9 10 0 39 | None 20
        a | put 10 19 1; put 30 39 2; allocrev 9 1 0 35 | None 29
        a | put 0 max-9 1; alloc 9 9 0 max | None max-8
        a | put 0 max-9 1; allocrev 9 9 0 max | None max-8
        a | put 0 max-9 1; allocrev 9 3 0 max | None max-2
        a | put 0 max-9 1; alloc 9 10 0 max | Busy 0
        # A window up to the very top misses an area that begins at 0, in a tree the whole first child.
        a | put 10 max 1; allocrev 9 5 0 max | Busy 0
        a | put 10 max 1; allocrev 9 5 0 max-1 | None 5
        a | put 10 max 1; alloc 9 5 0 max | None 0
        a | fill 40 10; put 400 max 5; del 50; allocrev 9 5 0 max | Busy 0
        a | fill 40 10; put 400 max 5; del 50; allocrev 9 5 0 max-1 | None 55
        a | fill 40 10; put 400 max 5; del 50; alloc 9 5 0 max | None 50
        a | fill 40 10; put 400 max 5; del 250; allocrev 9 5 0 max | None 255
        # So is an empty slot over everything, whose length wraps.
        a | put 0 max 9; del 5; allocrev 9 5 0 99 | Busy 0
        a | put 0 max 9; del 5; alloc 9 5 0 99 | None 0
        # The gap recorded for a child may lie outside the window.
        a | fill 40 10; put 400 max 5; del 50; del 250; alloc 9 5 58 max | None 250
        a | fill 40 10; put 400 max 5; del 50; del 250; alloc 9 5 58 252 | Busy 0
        a | fill 40 10; put 400 max 5; del 50; del 250; allocrev 9 5 0 252 | None 55
        a | fill 40 10; put 400 max 5; del 50; del 250; allocrev 9 5 57 252 | Busy 0
        """);

    /// <summary>A search leaves the cursor on the slot, its range the area.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_search_ends_on_the_slot_of_the_area(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        a | fill 5 20; at 0; area 0 max 5 | None 10-14 Active
        a | fill 5 20; at 0; arearev 0 99 5 | None 95-99 Active
        a | fill 5 20; at 0; area 0 max 5; nextrange max | 2 20-29 Active
        a | fill 5 20; at 0; arearev 0 79 5; prevrange 0 | 4 60-74 Active
        a | fill 5 20; at 0; area 0 max 5; insert 9 | None 10-14 Active NodeStore nodes 0
        a | fill 5 20; at 0; area 0 max 5; insert 9; next max | 2 20-29 Active
        # An insert from there that divides the leaf wants two nodes a level and one.
        a | fill 40 10; del 50; put 5 9 9; at 0; area 0 99 2; prepare 9 | None 50-51 Active SplitStore nodes 5
        a | fill 40 10; del 50; put 5 9 9; at 0; area 0 max 2; insert 9 | None 50-51 Active SplitStore nodes 0
        # Nothing suitable.
        a | fill 5 20; at 33; area 0 99 11 | Busy 0-99 Error
        # Without gap tracking only a root is searched.
        - | fill 40 20; at 0; area 0 max 5 | Busy 0-max Error
        r | fill 40 20; at 0; arearev 0 max-1 5 | Busy 0-max-1 Error
        - | fill 5 20; at 0; area 0 max 5 | None 10-14 Active
        r | fill 5 20; at 0; arearev 0 79 5 | None 75-79 Active
        """);

    /// <summary>A cursor that stands somewhere goes on from two slots before.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_search_from_a_position_goes_on(ScriptMachineKind machine) => StateTable.Holds(machine, """
        a | fill 5 20; at 55; walk; area 0 max 5 | None 30-34 Active
        a | fill 5 20; at 25; walk; area 0 max 5 | None 10-14 Active
        a | fill 5 20; at 15; walk; area 0 max 5 | Busy 0-max Error
        a | fill 5 20; at 15; walk; reset; area 0 max 5 | None 10-14 Active
        a | fill 5 20; at 15; walk; pause; area 0 max 5 | None 10-14 Active
        a | fill 5 20; at 55; walk; next 59; area 0 max 5 | None 30-34 Active
        a | fill 5 20; at 55; next 55; area 0 max 5 | None 10-14 Active
        a | fill 5 20; at 55; walk; arearev 0 500 5 | None 35-39 Active
        a | fill 5 20; at 15; walk; arearev 0 500 5 | Busy 0-500 Error
        a | fill 5 20; at 95; walk; arearev 0 60 5 | None 55-59 Active
        a | fill 5 20; at 55; walk; area 0 max 5; reset; area 0 max 5 | None 10-14 Active
        # From the first slots of a leaf: in the next node, or the one before. Leaves end at 149 and 299.
        a | fill 40 10; del 50; del 200; del 350; at 5; walk; area 0 max 5 | None 200-204 Active
        a | fill 40 10; del 50; del 200; del 350; at 165; walk; area 0 max 5 | None 350-354 Active
        a | fill 40 10; del 50; del 200; del 350; at 305; walk; area 0 max 5 | Busy 0-max Error
        a | fill 40 10; del 50; del 200; del 350; at 315; walk; arearev 0 max-1 5 | None 205-209 Active
        a | fill 40 10; del 50; del 200; del 350; at 155; walk; arearev 0 max-1 5 | None 55-59 Active
        a | fill 40 10; del 50; del 200; del 350; at 15; walk; arearev 0 max-1 5 | Busy 0-max-1 Error
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_cyclic_allocation_goes_round(ScriptMachineKind machine) => StateTable.Holds(machine, """
        - | cyclic 1 0 9 0 | Invalid 0 next 0
        a | cyclic 1 5 9 0 | None 5 next 6
        a | cyclic 1 5 9 8 | None 8 next 9
        a | put 7 8 1; cyclic 1 5 9 7 | None 9 next 10
        a | put 5 9 1; cyclic 2 3 9 5 | None 3 next 4 round
        a | put 5 9 1; cyclic 2 5 9 0 | Busy 0 next 0
        a | put 3 9 1; cyclic 2 3 9 5 | Busy 0 next 5
        a | put 0 4 1; cyclic 2 5 9 20 | None 5 next 6 round
        a | put 0 4 1; cyclic 2 9 5 0 | Invalid 0 next 0
        a | put 0 4 1; cyclic 2 9 5 20 | Invalid 0 next 20
        # At the very top the round is noted, and told once.
        a | put 0 4 1; cyclic 2 0 max max | None max next 0
        a | put 0 4 1; cyclic 2 0 max max; tree | AllocRange, Wrapped height 1 bad 0 live 1
        a | put 0 4 1; cyclic 2 0 max max; cyclic 3 0 max 0 | None 5 next 6 round
        a | put 0 4 1; cyclic 2 0 max max; cyclic 3 0 max 0; tree | AllocRange height 1 bad 0 live 1
        a | put 0 4 1; cyclic 2 0 max max; cyclic 3 0 max 0; cyclic 4 0 max 6 | None 6 next 7
        a | put 0 4 1; cyclic 2 0 max max; cyclic 3 0 4 0; tree | AllocRange, Wrapped height 1 bad 0 live 1
        a | put 0 4 1; put 8 9 1; cyclic 2 0 max max; cyclic 3 5 9 8 | None 5 next 6 round
        a | put 0 4 1; cyclic 2 0 max max; del max; cyclic 2 max max 0 | None max next 0 round
        """);
}
