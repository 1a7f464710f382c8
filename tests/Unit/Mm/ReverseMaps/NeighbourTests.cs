using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>A first write takes a neighbour's anon_vma if the two might be one VMA some day.</summary>
public class NeighbourTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write;

    [Theory]
    [InlineData((int)VmFlags.None, 0x405000, true)]
    [InlineData((int)VmFlags.Execute, 0x405000, true)]
    [InlineData((int)VmFlags.Account, 0x405000, false)]
    [InlineData((int)VmFlags.None, 0x406000, false)]
    public void Of_the_one_above_or_below(int more, ulong start, bool shared)
    {
        var flags = Data | (VmFlags)more;
        LayoutEntry one = new(0x404000, 0x405000, Data, "");
        LayoutEntry other = new(start, start + 0x2000, flags, "");
        foreach (bool aboveFirst in (bool[])[true, false])
        {
            var box = aboveFirst
                ? new Sandbox(one with { IsFresh = true }, other)
                : new Sandbox(one, other with { IsFresh = true });
            Assert.Equal(1, box.Live()["anon_vma"]);
            Assert.Equal(Errno.None, PageFault.Run(box.Parent, aboveFirst ? 0x404000UL : start));
            Assert.Equal(shared, Anon(box, 0x404000) == Anon(box, start));
            Assert.Equal(shared ? 1 : 2, box.Live()["anon_vma"]);
            box.ExpectNothingLeft();
        }
    }

    [Fact]
    public void Not_if_a_fork_lies_between()
    {
        var box = new Sandbox(
            new LayoutEntry(0x404000, 0x405000, Data, ""),
            new LayoutEntry(0x405000, 0x407000, Data, "") { IsFresh = true });
        Assert.Equal(Errno.None, box.Fork());
        var child = box.Stage.Child;
        Assert.Equal(Errno.None, PageFault.Run(child, 0x405000));
        ulong below = VmaAt(child, 0x404000).AnonVma;
        Assert.False(below == VmaAt(child, 0x405000).AnonVma);
        Assert.Equal(Errno.None, PageFault.Run(box.Parent, 0x405000));
        Assert.Equal(Anon(box, 0x404000), Anon(box, 0x405000));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Vmas_may_merge_with_the_same_anon_vma_or_if_one_has_none_and_the_other_a_single_link()
    {
        var box = new Sandbox(
            new LayoutEntry(0x404000, 0x405000, Data, ""),
            new LayoutEntry(0x405000, 0x406000, Data, "") { IsFresh = true },
            new LayoutEntry(0x408000, 0x409000, Data, ""),
            new LayoutEntry(0x40a000, 0x40b000, Data, "") { IsFresh = true });
        Assert.Equal(Errno.None, box.Fork());
        Vma<TracedMachine>[] parents =
            [.. new ulong[] { 0x404000, 0x405000, 0x408000, 0x40a000 }.Select(at => VmaAt(box.Parent, at))];
        var child = VmaAt(box.Stage.Child, 0x404000);
        var untouched = VmaAt(box.Stage.Child, 0x405000);
        Assert.True(AnonMerge.AreCompatible(parents[0], parents[1]));
        Assert.True(AnonMerge.AreCompatible(parents[1], parents[0]));
        Assert.True(AnonMerge.AreCompatible(parents[1], parents[3]));
        Assert.False(AnonMerge.AreCompatible(parents[0], parents[2]));
        Assert.True(AnonMerge.AreCompatible(child, child));
        Assert.False(AnonMerge.AreCompatible(child, untouched));
        Assert.False(AnonMerge.AreCompatible(untouched, child));
        box.ExpectNothingLeft();
    }

    private static ulong Anon(Sandbox box, ulong address) => VmaAt(box.Parent, address).AnonVma;

    private static Vma<TracedMachine> VmaAt(MmStruct<TracedMachine> mm, ulong address) =>
        new(mm.Machine, mm.Tree.Load(address));
}
