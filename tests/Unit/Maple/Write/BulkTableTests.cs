using RcuSim.Maple;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>Bulk loads, and how their last leaf is levelled.</summary>
public sealed class BulkTableTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_load_takes_its_nodes_before(ScriptMachineKind machine) => StateTable.Holds(machine, """
        a | at 0; expect 0 | None nodes 5
        - | at 0; expect 0 | None nodes 5
        a | at 0; expect 152 | None nodes 28
        - | at 0; expect 152 | None nodes 27
        a | at 0; expect 6 | None nodes 5
        a | at 0; expect 7 | None nodes 6
        a | at 0; expect 0; done | as it was nodes 0
        a | at 0; expect 152; done; tree | AllocRange height 0 bad 0 live 0
        - | fail 1; at 0; expect 152 | NoMemory nodes 0
        - | fail 2; at 0; expect 152; tree | None height 0 bad 0 live 0
        # Replaced nodes would not come back in RCU mode.
        r | at 0; expect 152 | Invalid nodes 0
        - | at 0; expect 152; load 3; rcu on; load 1 30 | 30-39 Error NodeStore nodes 26
        - | at 0; expect 152; load 3; rcu on; load 1 30; entries | 0-9=1 10-19=2 20-29=3
        - | at 0; expect 152; load 3; rcu on; load 1 30; done; tree | Rcu height 1 bad 0 live 1
        """);

    /// <summary>One node alone, the rest in batches of thirty at most.</summary>
    [Theory]
    [InlineData(152, 2)]
    [InlineData(1000, 7)]
    [InlineData(910, 6)]
    [InlineData(930, 7)]
    public void Nodes_are_asked_for_in_batches(int entries, int requests)
    {
        var load = $"at 0; expect {entries}";
        Assert.StartsWith("NoMemory", OutcomeOf($"fail {requests}; {load}"));
        Assert.StartsWith("None", OutcomeOf($"fail {requests + 1}; {load}"));

        static string OutcomeOf(string text) =>
            StateScript.Last(ScriptMachineKind.Traced, MapleTreeFlags.AllocRange, text);
    }

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_load_cuts_leaves_far_to_the_right(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        - | at 0; expect 20; load 16 | 150-159 Active SplitStore nodes 4
        - | at 0; expect 20; load 16; leaves | 11 6
        a | at 0; expect 20; load 16; leaves | 11 6
        - | at 0; expect 20; load 16; done | as it was nodes 0
        - | at 0; expect 20; load 16; done; tree | None height 2 bad 1 live 3
        # A leaf with too few slots is left as it is meanwhile.
        - | at 0; expect 20; load 16; set 110 159; store 9 | 12 110-159 Active NodeStore nodes 4
        - | at 0; expect 20; load 16; set 110 159; store 9; leaves | 11 2
        # Once the load has ended it is not.
        - | at 0; expect 20; load 16; done; set 110 159; store 9; tree | None height 1 bad 0 live 1
        # Not in ascending order: still a tree.
        - | fill 40 10; at 0; expect 40; set 145 152; store 9; done; tree | None height 2 bad 0 live 4
        - | fill 40 10; at 0; expect 40; set 145 152; store 9; done; leaves | 16 15 11
        """);

    /// <summary>When a load ends, a last leaf of at most four slots takes some from its left
    /// sibling.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void The_last_leaf_is_levelled(ScriptMachineKind machine) => StateTable.Holds(machine, """
        - | at 0; expect 20; load 16; set 110 159; store 9; done | levelled nodes 0
        - | at 0; expect 20; load 16; set 110 159; store 9; done; leaves | 9 4
        a | at 0; expect 20; load 16; set 110 159; store 9; done; leaves | 9 4
        # It is still too small, and nothing else is wrong.
        - | at 0; expect 20; load 16; set 110 159; store 9; done; tree | None height 2 bad 1 live 3
        a | at 0; expect 20; load 16; set 110 159; store 9; done; tree | AllocRange height 2 bad 1 live 3
        a | at 0; expect 20; load 16; set 110 159; store 9; done; tfind 90 max | 10 next 100
        a | at 0; expect 20; load 16; set 110 159; store 9; done; tfind 155 max | 9 next 160
        # The left keeps one more if it would end in an empty slot.
        - | at 0; expect 20; load 8; load 7 90; leaves | 11 6
        - | at 0; expect 20; load 8; load 7 90; set 110 149; store 9; done | levelled nodes 0
        - | at 0; expect 20; load 8; load 7 90; set 110 149; store 9; done; leaves | 10 4
        a | at 0; expect 20; load 8; load 7 90; set 110 149; store 9; done; alloc 3 10 0 999 | None 80
        a | at 0; expect 20; load 8; load 7 90; set 110 149; store 9; done; allocrev 3 10 0 99 | None 80
        # The gap goes with the empty slot.
        a | at 0; expect 20; load 9; load 6 100; leaves | 11 6
        a | at 0; expect 20; load 9; load 6 100; set 110 159; store 9; done; leaves | 9 4
        a | at 0; expect 20; load 9; load 6 100; set 110 159; store 9; done; alloc 3 10 0 999 | None 90
        a | at 0; expect 20; load 9; load 6 100; set 110 159; store 9; done; check | 1
        # Five slots are enough, and so is a sibling with nothing to give.
        - | at 0; expect 20; load 16; set 110 129; store 9; done | as it was nodes 0
        - | at 0; expect 20; load 16; set 0 29; store 9; set 110 159; store 9; done | as it was nodes 0
        - | at 0; expect 20; load 16; set 0 29; store 9; set 110 159; store 9; done; leaves | 9 2
        # A store that pushes to the left leaves enough on the right: no levelling after that.
        - | at 0; expect 60; load 27; leaves | 15 13
        - | at 0; expect 60; load 27; set 150 269; store 9; done | as it was nodes 0
        - | at 0; expect 60; load 27; set 150 269; store 9; leaves | 15 2
        # Leaves that were not cut are left as they are.
        - | fill 60 10; leaves | 15 15 15 16
        - | fill 60 10; at 0; expect 100; set 35 265; store 9; leaves | 9 15 16
        - | fill 60 10; at 0; expect 100; set 35 265; store 9; set 455 595; store 9; leaves | 9 15 4
        - | fill 60 10; at 0; expect 100; set 35 265; store 9; set 455 595; store 9; done | as it was nodes 0
        # Readers may be in the leaves.
        - | at 0; expect 20; load 16; set 110 159; store 9; rcu on; done | as it was nodes 0
        """);
}
