using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Properties.Maple;

/// <summary>Random operations against a sorted interval map, in all four modes, on both machines.</summary>
public sealed class TreeProperties
{
    public static TheoryData<MapleTreeFlags> Modes => new(
        MapleTreeFlags.None,
        MapleTreeFlags.Rcu,
        MapleTreeFlags.AllocRange,
        MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Native_tree_is_an_interval_map(MapleTreeFlags flags) =>
        SequenceProperty.Holds(operations => Run(new NativeTreeWorld(), flags, operations), samples: 400);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Traced_tree_is_an_interval_map(MapleTreeFlags flags) =>
        SequenceProperty.Holds(operations => Run(new TracedTreeWorld(), flags, operations), samples: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Native_tree_survives_every_failed_allocation(MapleTreeFlags flags) =>
        SequenceProperty.Holds(
            operations => FailEach(new NativeTreeWorld(), flags, operations), samples: 100);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Traced_tree_survives_every_failed_allocation(MapleTreeFlags flags) =>
        SequenceProperty.Holds(
            operations => FailEach(new TracedTreeWorld(), flags, operations), samples: 15);

    private static void Run<TMachine>(
        ITreeWorld<TMachine> world, MapleTreeFlags flags, TreeOperation[] operations)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var subject = new TreeSubject<TMachine>(world, flags);
            foreach (var operation in operations)
            {
                Assert.False(subject.Apply(operation));
                subject.Compare();
                world.EndGracePeriod();
            }

            subject.Finish();
        }
    }

    /// <summary>
    /// Does each operation again and again, with all allocations from the first, second, … on failing, until
    /// it succeeds. A failure leaves the tree as the model has it, valid, and no node behind.
    /// </summary>
    private static void FailEach<TMachine>(
        ITreeWorld<TMachine> world, MapleTreeFlags flags, TreeOperation[] operations)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var subject = new TreeSubject<TMachine>(world, flags);
            foreach (var operation in operations)
            {
                bool failed = true;
                for (int nth = 1; failed; nth++)
                {
                    long before = world.Live;
                    world.FailAllocation(nth);
                    failed = subject.Apply(operation);
                    world.FailAllocation(0);
                    world.EndGracePeriod();
                    subject.Compare();
                    if (failed && operation.Verb != TreeVerb.RewriteAll)
                        Assert.Equal(before, world.Live);
                }
            }

            subject.Finish();
        }
    }
}
