using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Data of which each thread has its own: an array, and a number for each thread.</summary>
public class SplitCounterTests
{
    [Fact]
    public void A_counter_that_is_split_among_threads_breaks_no_rule()
    {
        Check.Passes(
            new SplitCounterScenario(), new() { Engines = [.. EngineCatalogue.All], Schedules = 500 });
        Check.RunsNatively(new SplitCounterScenario());
    }

    [Fact]
    public void Two_threads_that_take_one_slot_are_caught()
    {
        foreach (var engine in EngineCatalogue.All)
        {
            Check.Catches(
                new SplitCounterScenario(sharesSlot: true),
                ViolationKind.BrokenInvariant,
                new() { Engines = [engine], Schedules = 500 });
        }
    }
}

/// <summary>
/// A counter with a slot for each thread, so that nobody who adds has to wait for anybody, or takes a cache
/// line from another. Only its thread writes a slot; whoever wants to know the sum reads them all.
/// </summary>
internal readonly struct SplitCounter<TMachine>(TMachine machine, ulong counter)
    where TMachine : struct, IMachine
{
    public void Add(int thread)
    {
        ulong slot = SlotOf(thread);
        machine.Store(slot, machine.Load(slot, MemoryOrder.Once) + 1, MemoryOrder.Once);
    }

    public ulong Sum(int threads)
    {
        ulong sum = 0;
        for (int thread = 0; thread < threads; thread++)
            sum += machine.Load(SlotOf(thread), MemoryOrder.Once);
        return sum;
    }

    private ulong SlotOf(int thread) => counter + (ulong)(thread * SplitCounterScenario.Stride * 8);
}

internal sealed class SplitCounterScenario(bool sharesSlot = false) : RoleScenario("add-0", "add-1", "sum")
{
    public const int Stride = 8;
    private const int Slots = 2;
    private static readonly SlabCache counter = new(
        "split_counter", Slots * Stride, [new("slot", 0, Slots * Stride)]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(counter);
        machine.Fill(world, 0, Slots * Stride);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        Expect(new SplitCounter<TMachine>(machine, world).Sum(Slots), least: 4);
        machine.Free(counter, world);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        var split = new SplitCounter<TMachine>(machine, world);
        if (role == "sum")
        {
            Expect(split.Sum(Slots), least: 0);
            return;
        }

        int thread = role == "add-1" && !sharesSlot ? 1 : 0;
        split.Add(thread);
        split.Add(thread);
    }

    private static void Expect(ulong sum, ulong least)
    {
        if (sum < least || sum > 4)
            throw new InvalidOperationException($"the counter is {sum}");
    }
}
