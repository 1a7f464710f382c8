using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class FaultTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;
    private const ulong Start = 0x60_0000;

    [Theory]
    [InlineData(Start)]
    [InlineData(Start + 0x3fff)]
    [InlineData(Start - 1)]
    [InlineData(Start - 0x8000)]
    public void A_fault_in_a_stack_or_below_it_makes_one_page_present(ulong address)
    {
        var box = Stack();
        ulong before = box.Parent.Resident;
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, address));
        Assert.Equal(before + 1, box.Parent.Resident);
        box.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(Start + 0x4000)]
    [InlineData(0x40_4000)]
    [InlineData(0x3f_f000)]
    public void A_fault_where_nothing_is_mapped_makes_no_page_present(ulong address)
    {
        var box = Stack();
        ulong before = box.Parent.Resident;
        Assert.NotEqual(Errno.None, PageFault.Run(box.Parent, address));
        Assert.Equal(before, box.Parent.Resident);
        box.ExpectNothingLeft();
    }

    private static Sandbox Stack() => new(
        new LayoutEntry(0x40_0000, 0x40_4000, Data, ""),
        new LayoutEntry(Start, Start + 0x4000, Data | VmFlags.GrowsDown, "[stack]"));
}
