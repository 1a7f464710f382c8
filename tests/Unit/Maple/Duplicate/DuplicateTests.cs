using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scripts;
using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>What a duplicate asks for, and what is left when it cannot be had.</summary>
public sealed class DuplicateTests
{
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_copy_is_made_of_an_empty_tree_with_the_same_flags(ScriptMachineKind machine) =>
        StateTable.Holds(machine, """
        * | dup; dup | None
        - | dup; copied | nothing, None height 0 bad 0
        ra | put 0 0 7; dup; copied | 0-0=7, AllocRange, Rcu height 0 bad 0
        * | put 0 0 7; dup; dup | Invalid
        a | put 10 19 1; dup; copied | 10-19=1, AllocRange height 1 bad 0
        r | put 0 0 zero; dup; copied | 0-0=zero, Rcu height 1 bad 0
        * | put 10 19 1; dup; put 10 19 2; dup | Invalid
        a | put 10 19 1; dup; put 10 19 2; copied | 10-19=1, AllocRange height 1 bad 0
        a | put 10 19 1; dup; put 10 19 2; dup; copied | 10-19=1, AllocRange height 1 bad 0
        # The flags differ: in RCU mode, or having gone round.
        - | put 10 19 1; rcu on; dup | Invalid
        - | put 10 19 1; rcu on; dup; copied | nothing, None height 0 bad 0
        r | put 10 19 1; rcu off; dup | Invalid
        a | put 0 4 1; cyclic 2 0 max max; dup | Invalid
        # As many nodes as the source has.
        - | fill 40 10; dup; tree | None height 2 bad 0 live 8
        a | fill 40 10; dup; tree | AllocRange height 2 bad 0 live 8
        - | put 0 0 7; dup; tree | None height 0 bad 0 live 0
        """);

    /// <summary>
    /// The children of a node are asked for together: traced, that is one request for each internal node and
    /// one for the root; natively each node counts.
    /// </summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native, MapleTreeFlags.AllocRange, 30, 30)]
    [InlineData(ScriptMachineKind.Traced, MapleTreeFlags.AllocRange, 30, 1 + 4)]
    [InlineData(ScriptMachineKind.Native, MapleTreeFlags.Rcu, 29, 29)]
    [InlineData(ScriptMachineKind.Traced, MapleTreeFlags.Rcu, 29, 1 + 3)]
    public void A_failed_request_leaves_nothing_behind(
        ScriptMachineKind machine, MapleTreeFlags flags, int nodes, int requests)
    {
        for (int failing = 1; failing <= requests; failing++)
        {
            foreach (var once in new[] { "", " 1" })
            {
                var outcomes = DuplicateWith(machine, flags, $"fail {failing}{once}");
                Assert.EndsWith($"live {nodes}", outcomes[2], StringComparison.Ordinal);
                Assert.Equal("NoMemory", outcomes[5]);
                Assert.StartsWith("nothing,", outcomes[7], StringComparison.Ordinal);
                Assert.Equal(outcomes[2..4], outcomes[8..]);
            }
        }

        var enough = DuplicateWith(machine, flags, $"fail {requests + 1}");
        Assert.Equal("None", enough[5]);
        Assert.StartsWith(enough[3], enough[7], StringComparison.Ordinal);
        Assert.EndsWith($"live {2 * nodes}", enough[8], StringComparison.Ordinal);
    }

    /// <summary>With locks of their own it must be those; otherwise any lock is believed.</summary>
    [Theory]
    [InlineData(MapleTreeFlags.None, false)]
    [InlineData(MapleTreeFlags.ExternalLock, true)]
    public void Another_trees_lock_is_no_proof(MapleTreeFlags flags, bool believed)
    {
        using var world = new NativeTreeWorld();
        var (source, copy) = (Make(world, flags), Make(world, flags));
        using var held = new SpinLock<NativeMachine>(world.Machine, source.Address).Lock();
        using var copyHeld = new SpinLock<NativeMachine>(world.Machine, copy.Address).Lock();
        Assert.Equal(Errno.None, source.DuplicateLocked(held, copy, copyHeld));
        Assert.Equal(believed, Accepts(source, held, copy, held));
        Assert.Equal(believed, Accepts(source, copyHeld, copy, copyHeld));
        Assert.False(Accepts(source, held, copy, default));
    }

    private static MapleTree<NativeMachine> Make(NativeTreeWorld world, MapleTreeFlags flags)
    {
        var tree = new MapleTree<NativeMachine>(world.Machine, world.Machine.Allocate(TestCaches.Tree));
        tree.Initialise(flags);
        return tree;
    }

    private static bool Accepts(
        MapleTree<NativeMachine> source, LockGuard<NativeMachine> held,
        MapleTree<NativeMachine> copy, LockGuard<NativeMachine> copyHeld)
    {
        try
        {
            return source.DuplicateLocked(held, copy, copyHeld) == Errno.None;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string[] DuplicateWith(ScriptMachineKind machine, MapleTreeFlags flags, string failure) =>
        StateScript.All(
            machine,
            flags,
            $"fill 380 10; grace; tree; entries; {failure}; dup; fail 0; copied; tree; entries");
}
