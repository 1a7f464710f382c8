using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>Stacks and the heap grow by their rules.</summary>
public class GrowthTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;
    private const VmFlags Stack = Data | VmFlags.GrowsDown;

    [Theory]
    [InlineData("_", 0x404000, Errno.None)]
    [InlineData("x", 0x404000, Errno.NoMemory)]
    [InlineData("r", 0x503fff, Errno.NoMemory)]
    [InlineData("r", 0x504000, Errno.None)]
    [InlineData("rg", 0x404000, Errno.None)]
    public void Only_what_can_be_touched_keeps_a_stack_at_a_distance(
        string below, ulong address, Errno expected)
    {
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, VmaLetters.Read(below)!.Value, ""),
            new(0x800000, 0x804000, Stack, "[stack]"));
        Assert.Equal(expected, PageFault.Run(box.Parent, address));
        ulong start = expected == Errno.None ? address : 0x800000;
        Assert.Equal(start, box.Parent.FirstVma(0x7ff000).Start);
        ulong others = below.Contains('g') ? 4UL : 0;
        Assert.Equal(((0x804000 - start) / 4096) + others, box.Parent.StackPages);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_stack_does_not_grow_below_what_anybody_may_map()
    {
        var box = new Sandbox(new LayoutEntry(0x20000, 0x24000, Stack, "[stack]"));
        Assert.Equal(Errno.NotPermitted, PageFault.Run(box.Parent, 0xffff));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x10000));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_stack_that_was_only_read_gets_its_reverse_map_before_it_grows()
    {
        var box = new Sandbox(
            new LayoutEntry(0x800000, 0x804000, VmFlags.Read | VmFlags.GrowsDown, "[stack]"));
        Assert.Equal(0UL, box.Parent.FirstVma(0).AnonVma);
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x7fe000));
        Assert.NotEqual(0UL, box.Parent.FirstVma(0).AnonVma);
        Assert.Equal(0x7feUL, box.Parent.FirstVma(0).PageOffset);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Neither_stack_nor_heap_nor_mmap_goes_beyond_the_limit_of_pages()
    {
        var box = new Sandbox(new LayoutEntry(0x800000, 0x804000, Stack, "[stack]"));
        box.Parent.LimitPages(6);
        Assert.Equal(Errno.NoMemory, PageFault.Run(box.Parent, 0x7fd000));
        Assert.Equal(Errno.NoMemory, HeapGrowth.Run(box.Parent, 0x900000, 3));
        Assert.Equal(Errno.NoMemory, Mapping.Run(box.Parent, new(0x900000, 3, Data), out _));
        Assert.Equal(4UL, box.Parent.TotalPages);
        Assert.Equal(
            Errno.None, Mapping.Run(box.Parent, new(0x800000, 6, Data) { Replaces = true }, out _));
        Assert.Equal((6UL, 6UL, 0UL), (box.Parent.TotalPages, box.Parent.DataPages, box.Parent.StackPages));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_child_has_its_parents_counts_and_limit_but_locks_nothing()
    {
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, VmFlags.Read | VmFlags.Execute, ""),
            new(0x500000, 0x502000, Data | VmFlags.Locked, ""),
            new(0x600000, 0x608000, Data | VmFlags.DontCopy, ""),
            new(0x800000, 0x801000, Stack, "[stack]"));
        box.Parent.LimitPages(16);
        Assert.Equal(2UL, box.Parent.LockedPages);
        Assert.Equal(Errno.None, box.Fork());
        var child = box.Stage.Child;
        Assert.Equal((7UL, 2UL, 4UL), (child.TotalPages, child.DataPages, child.ExecutablePages));
        Assert.Equal((1UL, 0UL), (child.StackPages, child.LockedPages));
        Assert.Equal(Errno.NoMemory, HeapGrowth.Run(child, 0x900000, 10));
        Assert.Equal(Errno.None, HeapGrowth.Run(child, 0x900000, 9));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void The_heap_grows_over_free_pages_alone()
    {
        var box = new Sandbox(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));
        Assert.Equal(Errno.Exists, HeapGrowth.Run(box.Parent, 0x3ff000, 2));
        Assert.Equal(Errno.Invalid, HeapGrowth.Run(box.Parent, 0x404001, 1));
        Assert.Equal(Errno.None, HeapGrowth.Run(box.Parent, 0x404000, 2));
        Assert.Equal(Errno.None, HeapGrowth.Run(box.Parent, 0x406000, 2));
        box.Engine.FailSite = site => site == MmSites.Charge;
        Assert.Equal(Errno.NoMemory, HeapGrowth.Run(box.Parent, 0x408000, 2));
        box.Engine.FailSite = null;
        box.Engine.FailAllocation = cache => cache == MmCaches.Vma;
        Assert.Equal(Errno.NoMemory, HeapGrowth.Run(box.Parent, 0x40a000, 2));
        var ranges = Mappings.Of(box.Parent).Select(line => line.Split(' ')[0]);
        Assert.Equal(["400000-404000", "404000-408000"], ranges);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void No_mapping_comes_while_there_are_too_many()
    {
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""), new(0x500000, 0x501000, Data, ""));
        box.Parent.Globals.LimitMappings(1);
        Assert.Equal(Errno.NoMemory, Mapping.Run(box.Parent, new(null, 1, Data), out _));
        Assert.Equal(Errno.NoMemory, HeapGrowth.Run(box.Parent, 0x600000, 1));
        Assert.Equal(Errno.NoMemory, FlagChange.Run(box.Parent, 0x401000, 0x402000, VmFlags.None));
        Assert.Equal(Errno.NoMemory, FlagChange.Run(box.Parent, 0x410000, 0x412000, VmFlags.None));
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x400000, 0x404000, VmFlags.None));
        box.ExpectNothingLeft();
    }
}
