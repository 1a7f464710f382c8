using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Tests.Unit.Checking;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>Objects whose length is chosen when they are taken.</summary>
public class TailTests
{
    private static readonly SlabCache table = new("tail_table", 2, [new("length", 0), new("slot", 1)]);
    private static readonly SlabCache loose = new("tail_loose", 2, [new("length", 0)], line: 1);
    private readonly Bench bench = new(new MemorySafety(), new Leak());

    [Fact]
    public void Each_word_of_the_tail_may_be_used_and_none_behind_it()
    {
        ulong six = bench.Setup.Allocate(table.WithTail(4)), two = bench.Setup.Allocate(table);
        bench.Setup.Fill(six, 0, 6);
        Assert.Null(bench.Violation);
        Assert.Equal("tail_table#0.slot[4]", AddressName.Of(six + 40, bench.History));
        Assert.Equal("tail_table#1.slot", AddressName.Of(two + 8, bench.History));
        bench["a"].Load(six + 48, MemoryOrder.Once);
        Assert.Contains("(the first word past the end of tail_table#0)", bench.Violation!.Message);
    }

    [Fact]
    public void A_word_further_behind_is_counted()
    {
        ulong two = bench.Setup.Allocate(table);
        bench["a"].Load(two + 24, MemoryOrder.Once);
        Assert.Contains("(word 2 past the end of tail_table#0)", bench.Violation!.Message);
    }

    [Fact]
    public void A_long_tail_moves_to_a_larger_class_of_size()
    {
        ulong large = bench.Setup.Allocate(table.WithTail(1000));
        bench.Setup.Fill(large, 0, 1002);
        Assert.Equal(0UL, large & 0x1FFF);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_is_freed_with_its_own_length()
    {
        ulong six = bench.Setup.Allocate(table.WithTail(4));
        bench["a"].Free(table.WithTail(4), six);
        Assert.Null(bench.Violation);
        ulong other = bench["a"].Allocate(table.WithTail(4));
        bench["a"].Free(table.WithTail(5), other);
        Assert.Equal("a frees tail_table#1.0, which is no tail_table of 7 words.", bench.Violation?.Message);
    }

    [Fact]
    public void All_lengths_are_one_kind_of_object()
    {
        ulong root = bench.Setup.Allocate(table.WithTail(1));
        bench.Setup.Fill(root, 0, 3);
        bench.Start(root);
        bench["a"].Store(root + 16, 1, MemoryOrder.Once);
        bench["b"].Load(root + 16, MemoryOrder.Once);
        Assert.Equal(["tail_table.slot"], Replays.ConflictNames.Of(bench.Conflicts));
        Assert.True(bench.Conflicts.Contains(table.Number, 2));
    }

    [Fact]
    public void What_cannot_be_longer_is_told()
    {
        var error = Assert.Throws<InvalidOperationException>(() => loose.WithTail(1));
        Assert.StartsWith("cache 'tail_loose' at TailTests.cs:1 ends in no field", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.WithTail(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.WithTail(1 << 20));
        Assert.Same(table, table.WithTail(0));
        Assert.Same(table.WithTail(3), table.WithTail(3));
    }

    [Fact]
    public void Native_memory_is_as_long_and_checked()
    {
        using var system = new NativeSystem(new NativeOptions { PoisonOnFree = true });
        using var thread = system.CreateThread();
        IMachine machine = thread.Machine;
        ulong first = machine.Allocate(table.WithTail(100)), second = machine.Allocate(table.WithTail(100));
        machine.Fill(first, 1, 102);
        machine.Fill(second, 2, 102);
        Assert.Equal(1UL, machine.Load(first + (101 * 8), MemoryOrder.Plain));
        machine.Free(table.WithTail(100), first);
        Assert.Throws<InvalidOperationException>(() => machine.Free(table.WithTail(100), first));
        Assert.Equal(1, system.Live(table.WithTail(100)));
    }
}
