using Microsoft.Coyote.Specifications;
using RcuSim.Machine;
using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// An object that a read-side critical section reached is not freed before the section ends, whether the
/// writer waits for the grace period itself or leaves that to the callback pump.
/// </summary>
public sealed class ReadSectionTests(ITestOutputHelper output)
{
    private const string Freed = "a reader met a freed object";
    private static readonly SlabCache nodeCache = ExploredWorld.Node;

    [Fact]
    public void No_reader_meets_an_object_that_a_callback_freed() =>
        Exploration.IsClean(output, 1, 1000, () => CallbacksFree(new NativeOptions()));

    [Fact]
    public void No_reader_meets_an_object_freed_after_synchronize() =>
        Exploration.IsClean(output, 1, 500, () => WritersFree(new NativeOptions()));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_skipped_grace_period_is_found(uint seed) => Exploration.Finds(
        Freed, output, seed, 5000,
        () => CallbacksFree(new NativeOptions { Bug = NativeBug.SkipsGracePeriods }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_callback_that_waited_too_shortly_is_found(uint seed) => Exploration.Finds(
        Freed, output, seed, 5000,
        () => CallbacksFree(new NativeOptions { Bug = NativeBug.TakesCallbacksAfterGracePeriod }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_writer_that_does_not_wait_is_found(uint seed) => Exploration.Finds(
        Freed, output, seed, 5000,
        () => WritersFree(new NativeOptions { Bug = NativeBug.SkipsGracePeriods }));

    private static void CallbacksFree(NativeOptions options)
    {
        var world = new ExploredWorld(
            options, (own, _, first, _) => own.Free(nodeCache, first), poison: true);
        var writer = world.Thread();
        var readers = new[] { world.Thread(), world.Thread() };
        ulong root = Root(writer, 1);

        // The pump is busy with this one while the threads below start.
        writer.CallRcu(1, New(writer, 0), 0);
        Exploration.Threads(
            () => writer.CallRcu(1, Replace(writer, root, 0, 2), 0),
            () => Read(readers[0], root, 0),
            () => Read(readers[1], root, 0));
        world.End();
    }

    private static void WritersFree(NativeOptions options)
    {
        var world = new ExploredWorld(options, poison: true, defer: true);
        var writers = new[] { world.Thread(), world.Thread() };
        var reader = world.Thread();
        ulong root = Root(writers[0], 2);
        Exploration.Threads(
            () => ReplaceAndFree(writers[0], root, 0),
            () => ReplaceAndFree(writers[1], root, 1),
            () => Read(reader, root, 1));
        world.End();
    }

    private static void ReplaceAndFree(NativeMachine machine, ulong root, ulong slot)
    {
        ulong old = Replace(machine, root, slot, 2);
        machine.Synchronize();
        machine.Free(nodeCache, old);
    }

    private static void Read(NativeMachine machine, ulong root, ulong slot)
    {
        machine.RcuEnter();
        ulong node = machine.Load(root + (slot * 8), MemoryOrder.Dereference);
        ulong value = machine.Load(node, MemoryOrder.Once);
        Specification.Assert(value != WordPatterns.Poison, Freed);
        machine.RcuLeave();
    }

    private static ulong Root(NativeMachine machine, ulong slots)
    {
        ulong root = machine.Allocate(nodeCache);
        for (ulong slot = 0; slot < slots; slot++)
            machine.Store(root + (slot * 8), New(machine, 1), MemoryOrder.Plain);
        return root;
    }

    private static ulong Replace(NativeMachine machine, ulong root, ulong slot, ulong value) =>
        machine.Exchange(root + (slot * 8), New(machine, value), MemoryOrder.AcquireRelease);

    private static ulong New(NativeMachine machine, ulong value)
    {
        ulong node = machine.Allocate(nodeCache);
        machine.Store(node, value, MemoryOrder.Plain);
        return node;
    }
}
