using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class PageTablesTests
{
    private const ulong Page = 0x7f00_0000_1000;
    private readonly Sandbox box = new(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));

    private PageTables<TracedMachine> Tables => box.Parent.Tables;

    [Theory]
    [InlineData(Page, 3)]
    [InlineData(Page + 0x1f_f000, 4)]
    [InlineData(Page + 0x3fff_f000, 5)]
    [InlineData(Page + 0x80_0000_0000, 6)]
    public void A_page_takes_the_tables_that_the_page_before_does_not_share(ulong other, int tables)
    {
        Assert.Equal(Errno.None, Tables.Populate(Page));
        Assert.Equal(Errno.None, Tables.Populate(Page));
        Assert.Equal(3 * Pages.Size, Tables.Bytes);
        Assert.Equal(Errno.None, Tables.Populate(other));
        Assert.Equal((ulong)tables * Pages.Size, Tables.Bytes);
        Assert.Equal(other == Page ? 1 : 2, PresentPages(Tables.Root, 0));
        FreeAll();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Memory_that_lacks_leaves_the_tables_above_in_place()
    {
        for (int failing = 0; failing < 3; failing++)
        {
            int request = 0;
            box.Engine.FailAllocation = _ => request++ >= failing;
            Assert.Equal(Errno.NoMemory, Tables.Populate(Page));
            Assert.Equal((ulong)failing * Pages.Size, Tables.Bytes);
            box.Engine.FailAllocation = null;
            FreeAll();
            Assert.Equal(0UL, Tables.Bytes);
        }

        box.ExpectNothingLeft();
    }

    [Fact]
    public void Pages_are_taken_away_in_their_range_alone_and_the_tables_stay()
    {
        for (ulong page = Page; page < Page + 0x60_0000; page += 0x10_0000)
        {
            Assert.Equal(Errno.None, Tables.Populate(page));
        }

        ulong bytes = Tables.Bytes;
        Assert.Equal(6, PresentPages(Tables.Root, 0));
        Tables.Zap(Page + Pages.Size, Page + 0x30_0000 + Pages.Size);
        Assert.Equal(3, PresentPages(Tables.Root, 0));
        Assert.Equal(bytes, Tables.Bytes);
        FreeAll();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Tables_that_are_left_are_counted_when_the_last_reference_goes()
    {
        Assert.Equal(Errno.None, Tables.Populate(Page));
        box.Parent.Put();
        var said = box.History.Log.Events.ToArray().Select(item => item.Operation)
            .Single(operation => operation.Kind == OperationKind.Observe
                && operation.Site == MmSites.BalanceTables.Number);
        Assert.Equal(3 * Pages.Size, said.Value);
    }

    private static int PresentPages(PageTable<TracedMachine> table, ulong start)
    {
        int present = 0;
        ulong last = start + ((ulong)table.Level.EntriesOf() * table.Level.EntrySpan()) - 1;
        var entries = table.In(start, last);
        while (entries.MoveNext())
        {
            present += table.Level == TableLevel.Pte
                ? 1
                : PresentPages(table.Below(entries.Index), entries.First);
        }

        return present;
    }

    private void FreeAll()
    {
        var batch = new TableBatch<TracedMachine>(box.Machine);
        Tables.FreeRange(new(0, TableGeometry.UserEnd, 0, 0), ref batch);
        batch.Free();
    }
}
