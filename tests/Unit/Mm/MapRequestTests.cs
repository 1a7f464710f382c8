using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>What mmap is asked for at the edges of the address space and of other mappings.</summary>
public class MapRequestTests
{
    private const ulong AllPages = Pages.UserEnd / Pages.Size;

    [Theory]
    [InlineData(0, AllPages, true)]
    [InlineData(0, AllPages + 1, false)]
    [InlineData(Pages.UserEnd - Pages.Size, 1, true)]
    [InlineData(Pages.UserEnd, 1, false)]
    [InlineData(Pages.UserEnd, 0, false)]
    [InlineData(0, 0, false)]
    public void Only_whole_pages_below_the_end_of_user_space_can_be_mapped(
        ulong start, ulong pages, bool valid) =>
        Assert.Equal(valid, new MapRequest(start, pages, VmFlags.Read).IsValid);

    [Fact]
    public void After_an_error_nothing_was_mapped_anywhere()
    {
        var box = One(VmFlags.Read);
        Assert.Equal(Errno.Exists, Mapping.Run(box.Parent, new(0x500000, 1, VmFlags.Read), out ulong start));
        Assert.Equal(0UL, start);
        Assert.Equal(Errno.NoMemory, Mapping.Run(box.Parent, new(null, AllPages, VmFlags.Read), out start));
        Assert.Equal(0UL, start);
        Assert.Equal(Errno.Invalid, Mapping.Run(box.Parent, new(0x600000, 0, VmFlags.Read), out start));
        Assert.Equal(0UL, start);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Memory_is_mapped_and_unmapped_right_beside_what_is_there()
    {
        var box = One(VmFlags.Read | VmFlags.Execute);
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(0x4fe000, 2, VmFlags.Read), out _));
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(0x504000, 2, VmFlags.Read), out _));
        Assert.Equal(3, Mappings.Of(box.Parent).Count);
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x4fe000, 0x500000));
        var left = Mappings.Of(box.Parent).Select(line => line.Split(' ')[0]);
        Assert.Equal(["500000-504000", "504000-506000"], left);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Memory_that_is_not_accounted_is_neither_charged_nor_uncharged()
    {
        var box = One(VmFlags.Read | VmFlags.GrowsDown);
        box.Engine.FailSite = site => site == MmSites.Charge;
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(0x600000, 1, VmFlags.Read), out _));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x4ff000));
        box.Engine.FailAllocation = _ => true;
        Assert.Equal(Errno.NoMemory, Mapping.Run(box.Parent, new(0x700000, 1, VmFlags.Read), out _));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_stack_that_lacks_memory_or_charge_stays_as_it_is()
    {
        const VmFlags Stack = VmFlags.Read | VmFlags.Write | VmFlags.Account | VmFlags.GrowsDown;
        var box = One(Stack);
        var before = Mappings.Of(box.Parent);
        box.Engine.FailSite = site => site == MmSites.Charge;
        Assert.Equal(Errno.NoMemory, PageFault.Run(box.Parent, 0x4fe000));
        box.Engine.FailSite = null;
        box.Engine.FailAllocation = _ => true;
        Assert.Equal(Errno.NoMemory, PageFault.Run(box.Parent, 0x4fe000));
        Assert.Equal(before, Mappings.Of(box.Parent));
        box.Engine.FailAllocation = null;
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x4fe000));
        Assert.StartsWith("4fe000-504000", Mappings.Of(box.Parent)[0]);
        box.ExpectNothingLeft();
    }

    private static Sandbox One(VmFlags flags) => new(new LayoutEntry(0x500000, 0x504000, flags, ""));
}
