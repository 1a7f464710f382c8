using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>The simple reads, and the values that are not like others.</summary>
public sealed class FindTableTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_find_moves_the_callers_index_past_what_it_found(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | put 10 19 1; put 30 39 2; tfind 0 max | 1 next 20
        * | put 10 19 1; put 30 39 2; tfind 12 13 | 1 next 20
        * | put 10 19 1; put 30 39 2; tfind 20 max | 2 next 40
        * | put 10 19 1; put 30 39 2; tfind 25 32 | 2 next 40
        * | put 10 19 1; put 30 39 2; tfind 20 29 | null next 20
        * | put 10 19 1; put 30 39 2; tfind 40 max | null next 40
        * | put 10 19 1; put 30 39 2; tfind 12 11 | null next 12
        * | put 10 19 1; put 30 39 2; tafter 0 max | null next 0
        * | put 10 19 1; put 30 39 2; tafter 1 max | 1 next 20
        * | put 9 max 1; tfind 5 max | 1 next 0
        * | put 0 0 7; tfind 0 max | 7 next 1
        * | put 0 0 7; tfind 1 max | null next 1
        * | tfind 0 max | null next 0
        * | put 10 19 1; put 30 39 2; tnext 12 max | 2
        * | put 10 19 1; put 30 39 2; tnext 5 9 | null
        * | put 10 19 1; put 30 39 2; tnext 5 10 | 1
        * | put 10 19 1; put 30 39 2; tprev 35 0 | 1
        * | put 10 19 1; put 30 39 2; tprev 35 20 | null
        * | put 10 19 1; put 30 39 2; tprev 10 0 | null
        * | put 0 0 7; tnext 0 max | null
        * | put 0 0 7; tprev 5 0 | 7
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void The_zero_entry_is_occupied_and_not_seen_by_simple_reads(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | put 10 19 zero; get 15 | null
        * | put 0 0 zero; get 0 | null
        - | put 0 0 zero; tree | None height 1 bad 0 live 1
        * | put 10 19 zero; tfind 0 max | null next 0
        * | put 10 19 zero; put 30 39 2; tfind 0 max | 2 next 40
        * | put 10 19 zero; put 30 39 2; tfind 12 max | 2 next 40
        * | put 10 19 zero; put 30 39 2; tfind 12 19 | null next 12
        * | put 10 19 zero; at 15; walk | zero 10-19 Active
        * | put 10 19 zero; at 0; find max | zero 10-19 Active
        * | put 10 19 zero; tnext 0 max | zero
        * | put 10 19 zero; tprev 50 0 | zero
        * | put 10 19 zero; ins 12 13 1 | Exists
        * | put 10 19 zero; del 12 | zero
        a | put 0 19 zero; alloc 1 5 0 max | None 20
        a | put 0 9 1; alloc zero 5 0 max | Invalid 0
        """);

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void Special_numbers_are_refused(ScriptMachineKind machine) => StateTable.Holds(machine, """
        * | put 1 2 #2 | Invalid
        * | put 1 2 #1026 | Invalid
        * | ins 1 2 #2 | Invalid
        * | ins 1 2 #1026 | Invalid
        * | put 1 2 #1034 | None
        * | ins 1 2 #1034 | None
        * | put 1 2 #4; get 2 | #4
        a | alloc #2 1 0 9 | Invalid 0
        a | alloc #4094 1 0 9 | Invalid 0
        a | allocrev #4094 1 0 9 | Invalid 0
        a | cyclic #4094 0 9 0 | Invalid 0 next 0
        a | alloc #4098 1 0 9 | None 0
        a | alloc #4096 1 0 9 | None 0
        """);
}
