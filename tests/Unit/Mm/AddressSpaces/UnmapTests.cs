using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>Unmapping by parts, beside others, and when something is lacking.</summary>
public class UnmapTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    private readonly Sandbox box = new(
        new(0x400000, 0x408000, Data, "/usr/lib/a.so"),
        new(0x408000, 0x40c000, VmFlags.Read, ""),
        new(0x410000, 0x414000, Data | VmFlags.Locked, ""));

    [Fact]
    public void A_hole_leaves_a_mapping_on_either_side_with_the_pages_they_show()
    {
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x402000, 0x403000));
        Assert.Equal(["400000-402000", "403000-408000", "408000-40c000", "410000-414000"], Ranges());
        Assert.Equal(3UL, box.Parent.FirstVma(0x403000).PageOffset);
        Assert.Equal((4UL, 15UL), (box.Parent.MapCount, box.Parent.TotalPages));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Mappings_that_the_range_cuts_keep_the_rest()
    {
        ulong cut = box.Parent.FirstVma(0x400000).Address;
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x407000, 0x411000));
        Assert.Equal(["400000-407000", "411000-414000"], Ranges());
        Assert.NotEqual(cut, box.Parent.FirstVma(0x400000).Address);
        Assert.Equal((2UL, 10UL, 10UL), (box.Parent.MapCount, box.Parent.TotalPages, box.Parent.DataPages));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Pages_that_are_present_stay_counted_through_splits_and_merges()
    {
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x407000));
        }

        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x404000, VmFlags.Read));
        Assert.Equal(5, Mappings.Of(box.Parent).Count);
        Assert.Equal(9UL, box.Parent.Resident);
        Assert.Equal(9UL, Present());
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x404000, Data));
        Assert.Equal(3, Mappings.Of(box.Parent).Count);
        Assert.Equal(9UL, Present());
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x402000, 0x404000));
        Assert.Equal(7UL, Present());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_mapping_is_detached_before_it_leaves_the_tree_and_freed_after_readers_are_let_in()
    {
        ulong vma = box.Parent.FirstVma(0x408000).Address;
        int from = box.History.Log.Count;
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x408000, 0x40c000));
        var log = box.History.Log.Events[from..].ToArray().Select(item => item.Operation).ToList();
        int detached = log.FindIndex(item => item.Site == VmaLockSites.Detach.Number && item.Address == vma);
        int cleared = log.FindIndex(item => item.Site == MappingSites.Cleared.Number);
        int downgraded = log.FindIndex(item => item.Kind == OperationKind.Downgrade);
        int freed = log.FindIndex(item => item.Kind == OperationKind.Free && item.Address == vma);
        Assert.True(detached >= 0);
        Assert.InRange(cleared, detached, downgraded);
        Assert.InRange(downgraded, cleared, freed);
        box.ExpectNothingLeft();
    }

    [Theory]
    [InlineData("vm_area_struct")]
    [InlineData("prealloc")]
    [InlineData("policy")]
    [InlineData("clone")]
    [InlineData("clear")]
    public void Whatever_is_lacking_all_stays_mapped(string what)
    {
        // The first of them is needed, if at all, for the second of two splits: one split is made then.
        for (int nth = 0; nth < (what == "clear" ? 1 : 2); nth++)
        {
            var all = new Sandbox(new LayoutEntry(0x400000, 0x404000, Data, ""));
            int left = nth;
            all.Engine.FailAllocation = cache => cache.Name == what && left-- == 0;
            all.Engine.FailSite = site => site.Name == what && left-- == 0;
            Assert.Equal(Errno.NoMemory, Unmapping.Run(all.Parent, 0x401000, 0x403000));
            Assert.Equal((4UL, 1UL), (all.Parent.TotalPages, all.Parent.Resident));
            Assert.Equal(what == "clear" ? 3 : nth + 1, Mappings.Of(all.Parent).Count);
            Assert.Equal(VmaReadResult.Locked, all.Parent.FirstVma(0x401000).Lock.StartRead(all.Parent.Lock));
            all.Parent.FirstVma(0x401000).Lock.EndRead();
            all.ExpectNothingLeft();
        }
    }

    [Fact]
    public void A_hole_is_refused_when_there_are_as_many_mappings_as_there_may_be()
    {
        box.Parent.Globals.LimitMappings(3);
        Assert.Equal(Errno.NoMemory, Unmapping.Run(box.Parent, 0x402000, 0x403000));
        Assert.Equal(3UL, box.Parent.MapCount);
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x402000, 0x409000));
        Assert.Equal(["400000-402000", "409000-40c000", "410000-414000"], Ranges());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Locked_pages_are_counted_while_they_are_mapped_and_locked()
    {
        Assert.Equal(4UL, box.Parent.LockedPages);
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x410000, 0x411000, downgrade: false));
        Assert.Equal(3UL, box.Parent.LockedPages);
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x411000, 0x412000, VmFlags.Read));
        Assert.Equal(2UL, box.Parent.LockedPages);
        Assert.Equal(
            Errno.None, FlagChange.Run(box.Parent, 0x408000, 0x40a000, VmFlags.Read | VmFlags.Locked));
        Assert.Equal(4UL, box.Parent.LockedPages);
        box.ExpectNothingLeft();
        Assert.Contains(box.Balances(), balance => balance.Site == MmSites.BalanceMapCount.Number);
    }

    private IEnumerable<string> Ranges() => Mappings.Of(box.Parent).Select(line => line.Split(' ')[0]);

    private ulong Present()
    {
        ulong present = 0;
        for (var vma = box.Parent.FirstVma(0); vma.Exists; vma = box.Parent.FirstVma(vma.End))
        {
            Assert.InRange(vma.Present, 0UL, vma.Length);
            present += vma.Present;
        }

        return present;
    }
}
