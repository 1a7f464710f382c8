using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Copies and fills are held to the rules of every word that they touch.</summary>
public class RangeTests
{
    private const int Words = 6;
    private readonly Bench bench = new(new Initialisation());
    private readonly ulong root;
    private readonly ulong other;

    public RangeTests()
    {
        root = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(root, 0, Words);
        other = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(other, 0, Words);
        bench.Setup.Store(TestCaches.Link(root), other, MemoryOrder.Plain);
        bench.Start(root);
    }

    [Fact]
    public void A_whole_object_is_filled_and_copied()
    {
        bench["w"].Fill(other, 7, Words);
        bench["w"].Copy(root + 8, other + 8, Words - 1);
        Assert.Null(bench.Violation);
        Assert.Equal(7UL, bench["r"].Load(TestCaches.Count(root), MemoryOrder.Plain));
    }

    [Fact]
    public void A_fill_past_the_end_is_caught_and_writes_nothing()
    {
        bench["w"].Fill(other + 16, 7, Words - 1);
        Assert.Equal(ViolationKind.WildAccess, bench.Violation!.Kind);
        Assert.Contains(
            "(the first word past the end of box#1)", bench.Violation.Message, StringComparison.Ordinal);
        Assert.Equal(0UL, bench.History.Memory[TestCaches.Value(other)]);
    }

    [Fact]
    public void A_copy_from_past_the_end_is_caught()
    {
        bench["w"].Copy(root, other + 40, 3);
        Assert.Equal(ViolationKind.WildAccess, bench.Violation!.Kind);
        Assert.Contains(
            "(the first word past the end of box#1)", bench.Violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_past_the_end_into_the_next_object_is_caught()
    {
        ulong row = bench["w"].Allocate(TestCaches.Row);
        ulong next = bench["w"].Allocate(TestCaches.Row);
        Assert.Equal(row + (32 * 8), next);
        bench["w"].Copy(row, next, 32);
        Assert.Null(bench.Violation);
        bench["w"].Copy(row + 8, next, 32);
        Assert.Contains(
            "(the first word past the end of row#1.0)", bench.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_no_words_touches_nothing()
    {
        bench["w"].Copy(0, 0, 0);
        bench["w"].Fill(0, 0, 0);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_negative_count_is_refused_at_the_call()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => bench["w"].Copy(root, other, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench["w"].Fill(root, 0, -1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_copy_that_touches_a_freed_object_is_caught(bool from)
    {
        bench["w"].Free(TestCaches.Box, other);
        bench["w"].Copy(from ? root + 8 : other + 8, from ? other + 8 : root + 8, 1);
        Assert.Equal(ViolationKind.UseAfterFree, bench.Violation!.Kind);
        Assert.Equal("w uses box#1 after freeing it itself.", bench.Violation.Message);
    }

    [Fact]
    public void A_fill_of_a_freed_object_is_caught()
    {
        bench["r"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["w"].Free(TestCaches.Box, other);
        bench["r"].Fill(other + 8, 0, 1);
        Assert.Equal("r uses box#1 after w freed it.", bench.Violation?.Message);
    }
}
