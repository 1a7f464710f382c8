using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Which freed objects of a type-stable cache the engines use again.</summary>
public class ReuseTests
{
    private static readonly Site seen = new("reuse-test", SiteKind.Value);
    private static readonly SlabCache stable = new("reused_cell", 1, [new("value", 0)]) { TypeStable = true };

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Any_freed_object_or_none(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(1, (m, _) =>
        {
            ulong[] freed = [m.Allocate(stable), m.Allocate(stable), m.Allocate(stable)];
            foreach (ulong address in freed)
                m.Free(stable, address);
            ulong[] taken = [m.Allocate(stable), m.Allocate(stable)];
            foreach (ulong address in taken)
            {
                m.Observe(seen, (ulong)(Array.IndexOf(freed, address) + 1));
                m.Free(stable, address);
            }
        }));
        Assert.Equal(
            ["0 0", "0 1", "0 2", "0 3", "1 0", "1 2", "1 3", "2 0", "2 1", "2 3", "3 0", "3 1", "3 2"],
            outcomes);
    }

    /// <summary>
    /// The second thread could reuse what the first frees after the second has told it to, which both do
    /// before anything was reused.
    /// </summary>
    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void An_object_that_another_thread_frees_just_before(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(
            2,
            (m, c) =>
            {
                ulong freed = m.Allocate(stable);
                Wait(m, c[0]);
                m.Free(stable, freed);
                m.Free(stable, Wait(m, c[1]));
            },
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Release);
                ulong taken = m.Allocate(stable);
                m.Observe(seen, SimulatedAddress.Thread(taken));
                m.Store(c[1], taken, MemoryOrder.Release);
            }));
        Assert.Equal(["1", "2"], outcomes);
    }

    private static ulong Wait(TracedMachine machine, ulong cell) => machine.Await(
        cell, ulong.MaxValue, Comparison.NotEqual, 0, WaitMode.Sleep, MemoryOrder.Acquire);
}
