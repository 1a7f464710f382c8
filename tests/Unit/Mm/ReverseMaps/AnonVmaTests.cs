using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>The reverse map of anonymous memory: the first write makes it, the last VMA frees it.</summary>
public class AnonVmaTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write;

    private readonly Sandbox box = new(
        new LayoutEntry(0x400000, 0x404000, Data, "") { IsFresh = true },
        new LayoutEntry(0x500000, 0x504000, VmFlags.Read, ""));

    private int Live => box.Live().GetValueOrDefault("anon_vma");

    [Fact]
    public void The_first_write_makes_it_and_later_ones_find_it()
    {
        Assert.Equal((false, 0), (VmaAt(0x400000).AnonVma != 0, Live));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x400000));
        ulong made = VmaAt(0x400000).AnonVma;
        Assert.Equal((true, 1), (made != 0, Live));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x401000));
        Assert.Equal((made, 1), (VmaAt(0x400000).AnonVma, Live));
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x500000));
        Assert.Equal(0UL, VmaAt(0x500000).AnonVma);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Without_memory_for_it_the_fault_fails()
    {
        box.Engine.FailAllocation = _ => true;
        Assert.Equal(Errno.NoMemory, PageFault.Run(box.Parent, 0x400000));
        Assert.Equal((false, 0UL), (VmaAt(0x400000).AnonVma != 0, box.Parent.Resident));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void It_lives_until_the_last_of_parent_and_child_has_left()
    {
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x400000));
        Assert.Equal(Errno.None, box.Fork());
        Assert.Equal(2, Live);
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x400000, 0x404000));
        Assert.Equal(2, Live);
        Assert.Equal(Errno.None, Unmapping.Run(box.Stage.Child, 0x400000, 0x404000));
        Assert.Equal(0, Live);
        box.ExpectNothingLeft();
    }

    private Vma<TracedMachine> VmaAt(ulong address) => new(box.Machine, box.Parent.Tree.Load(address));
}
