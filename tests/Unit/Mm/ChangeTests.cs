using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class ChangeTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    [Fact]
    public void Memory_is_mapped_where_asked_and_nothing_is_replaced()
    {
        var box = Three();
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(0x450000, 2, Data), out ulong start));
        Assert.Equal(0x450000UL, start);
        Assert.Equal(Errno.Exists, Mapping.Run(box.Parent, new(0x44f000, 2, Data), out _));
        Assert.Equal(Errno.Invalid, Mapping.Run(box.Parent, new(0x44f001, 2, Data), out _));
        Assert.Equal(Errno.Invalid, Mapping.Run(box.Parent, new(Pages.UserEnd, 1, Data), out _));
        Assert.Equal(4, Mappings.Of(box.Parent).Count);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Memory_is_mapped_in_the_lowest_room_that_is_large_enough()
    {
        var box = Three();
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(null, 0x400, Data), out ulong low));
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(null, 0x100, Data), out ulong high));
        Assert.Equal((0x604000UL, MapRequest.LowestStart), (low, high));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Several_mappings_are_unmapped_at_once()
    {
        var box = Three();
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x3ff000, 0x505000));
        Assert.Single(Mappings.Of(box.Parent));
        Assert.Equal((1UL, 1UL, 4UL), (box.Parent.MapCount, box.Parent.Resident, box.Parent.TotalPages));
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x3ff000, 0x505000));
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0, Pages.UserEnd));
        Assert.Empty(Mappings.Of(box.Parent));
        box.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(0x404000, 0x404000)]
    [InlineData(0x405000, 0x404000)]
    [InlineData(0x400001, 0x404000)]
    [InlineData(0x3ff001, 0x405000)]
    [InlineData(0x3ff000, 0x404001)]
    public void What_is_no_range_of_pages_is_refused(ulong start, ulong end)
    {
        var box = Three();
        var before = Mappings.Of(box.Parent);
        Assert.Equal(Errno.Invalid, Unmapping.Run(box.Parent, start, end));
        Assert.Equal(Errno.Invalid, FlagChange.Run(box.Parent, start, end, VmFlags.Read));
        Assert.Equal(before, Mappings.Of(box.Parent));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_failure_while_mapping_or_unmapping_changes_nothing()
    {
        for (int failing = 0; ; failing++)
        {
            var box = new Sandbox(VmaLayout.BuiltIn);
            var (before, live) = (Mappings.Of(box.Parent), box.Live());
            int request = 0;
            box.Engine.FailAllocation = _ => request++ >= failing;
            box.Engine.FailSite = _ => request++ == failing;
            var error = Mapping.Run(box.Parent, new(null, 4, Data), out ulong start);
            if (error == Errno.None)
            {
                error = Unmapping.Run(box.Parent, start, start + 0x4000);
                before = request > failing ? Mappings.Of(box.Parent) : before;
            }

            box.EndGracePeriod();
            Assert.Equal(request <= failing, error == Errno.None);
            Assert.Equal(before, Mappings.Of(box.Parent));
            box.ExpectNothingLeft();
            if (request <= failing)
            {
                Assert.Equal(live, box.Live().Count == 0 ? live : box.Live());
                return;
            }
        }
    }

    [Fact]
    public void Memory_lacking_once_while_unmapping_is_asked_for_again()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        var before = Mappings.Of(box.Parent);
        Assert.Equal(Errno.None, Mapping.Run(box.Parent, new(null, 4, Data), out ulong start));
        int request = 0;
        box.Engine.FailAllocation = _ => request++ == 0;
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, start, start + 0x4000));
        Assert.True(request > 1);
        Assert.Equal(before, Mappings.Of(box.Parent));
        box.EndGracePeriod();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_stack_grows_to_a_fault_below_it_but_not_near_other_mappings()
    {
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, Data, ""),
            new LayoutEntry(0x800000, 0x804000, Data | VmFlags.GrowsDown, "[stack]"),
            new LayoutEntry(0x900000, 0x904000, Data | VmFlags.GrowsDown, "[anon:stack]"));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x7fe123));
        Assert.StartsWith("7fe000-804000", Mappings.Of(box.Parent)[1]);
        Assert.Equal(Errno.NoMemory, PageFault.Run(box.Parent, 0x404000 + Pages.GuardGap - 1));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x404000 + Pages.GuardGap));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x804000));
        Assert.StartsWith("804000-904000", Mappings.Of(box.Parent)[2]);
        Assert.Equal(Errno.Fault, PageFault.Run(box.Parent, 0x3ff000));
        Assert.Equal(Errno.Fault, PageFault.Run(box.Parent, 0x904000));
        Assert.Equal(4 + (0x804000UL - 0x504000) / 4096 + 0x100, box.Parent.TotalPages);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_fault_makes_pages_present_up_to_the_length_of_the_mapping()
    {
        var box = Three();
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x403fff));
        }

        Assert.Equal(4UL + 2, box.Parent.Resident);
        box.ExpectNothingLeft();
    }

    private static Sandbox Three() => new(
        new(0x400000, 0x404000, Data, ""),
        new(0x500000, 0x504000, Data, "/usr/lib/a.so"),
        new(0x600000, 0x604000, Data, "/usr/lib/a.so"));
}
