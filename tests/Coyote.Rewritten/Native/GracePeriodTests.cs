using Microsoft.Coyote.Specifications;
using RcuSim.Machine;
using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// A section that began before Synchronize has ended when it returns; seen as McKenney's litmus test: whoever
/// sees what comes after the grace period also sees what came before it.
/// </summary>
public sealed class GracePeriodTests(ITestOutputHelper output)
{
    private const string TooEarly = "Synchronize returned while an older section was open";

    [Fact]
    public void Synchronize_returns_only_when_older_sections_have_closed() =>
        Exploration.IsClean(output, 1, 500, () => Litmus(new NativeOptions()));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void One_that_returns_at_once_is_found(uint seed) => Exploration.Finds(
        TooEarly, output, seed, 5000, () => Litmus(new NativeOptions { Bug = NativeBug.SkipsGracePeriods }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void One_that_takes_a_grace_period_under_way_for_its_own_is_found(uint seed) => Exploration.Finds(
        TooEarly, output, seed, 5000,
        () => Litmus(new NativeOptions { Bug = NativeBug.JoinsGracePeriodUnderWay }));

    private static void Litmus(NativeOptions options)
    {
        var world = new ExploredWorld(options, defer: true);
        var writers = new[] { world.Thread(), world.Thread() };
        var readers = new[] { world.Thread(), world.Thread() };
        ulong words = writers[0].Allocate(ExploredWorld.Node);
        writers[0].Fill(words, 0, 4);
        Exploration.Threads(
            () => Write(writers[0], words),
            () => Write(writers[1], words + 16),
            () => Read(readers[0], words),
            () => Read(readers[1], words + 16));
        world.End();
    }

    private static void Write(NativeMachine machine, ulong words)
    {
        machine.Store(words, 1, MemoryOrder.Once);
        machine.Synchronize();
        machine.Store(words + 8, 1, MemoryOrder.Once);
    }

    private static void Read(NativeMachine machine, ulong words)
    {
        machine.RcuEnter();
        machine.RcuEnter();
        ulong before = machine.Load(words, MemoryOrder.Once);
        machine.RcuLeave();
        ulong after = machine.Load(words + 8, MemoryOrder.Once);
        Specification.Assert(before == 1 || after == 0, TooEarly);
        machine.RcuLeave();
    }
}
