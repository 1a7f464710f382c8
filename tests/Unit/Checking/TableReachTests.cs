using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class TableReachTests
{
    private readonly Bench bench = new(new TableReach());
    private readonly ulong upper;
    private readonly ulong middle;
    private readonly ulong lowest;

    public TableReachTests()
    {
        upper = New(TableLevel.Pud);
        middle = New(TableLevel.Pmd);
        lowest = New(TableLevel.Pte);
        bench.Setup.Store(Entry(lowest, 3), 1, MemoryOrder.Plain);
        bench.Setup.Store(Entry(middle, 511), lowest, MemoryOrder.Plain);
        bench.Setup.Store(Entry(upper, 0), middle, MemoryOrder.Plain);
        bench.Start(upper);
    }

    [Fact]
    public void Tables_are_taken_out_from_below()
    {
        bench["a"].Store(Entry(middle, 511), 0, MemoryOrder.Once);
        bench["a"].Store(Entry(upper, 0), 0, MemoryOrder.Once);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_table_that_is_taken_out_or_replaced_while_another_hangs_in_it_loses_that(bool replaced)
    {
        ulong next = replaced ? bench["a"].Allocate(TableCaches.Of(TableLevel.Pmd)) : 0;
        bench["a"].Store(Entry(upper, 0), next, MemoryOrder.Once);
        Assert.Equal(ViolationKind.Leak, bench.Violation!.Kind);
        Assert.Equal(
            "a takes pmd_table#0 out while pte_table#0 hangs in it: nobody reaches that any more.",
            bench.Violation.Message);
    }

    [Fact]
    public void A_table_that_is_freed_already_is_not_lost()
    {
        bench["a"].Free(TableCaches.Of(TableLevel.Pte), lowest);
        bench["a"].Store(Entry(upper, 0), 0, MemoryOrder.Once);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_table_that_is_linked_again_in_its_place_stays_there()
    {
        bench["a"].Store(Entry(upper, 0), middle, MemoryOrder.Once);
        Assert.Null(bench.Violation);
    }

    private static ulong Entry(ulong table, int index) => WordAddress.Of(table, TableCaches.Entry + index);

    private ulong New(TableLevel level)
    {
        var cache = TableCaches.Of(level);
        ulong table = bench.Setup.Allocate(cache);
        bench.Setup.Fill(table, 0, cache.Words);
        return table;
    }
}
