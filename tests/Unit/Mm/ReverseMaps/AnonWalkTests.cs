using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>Whom a walk over the VMAs of an anonymous page meets.</summary>
public class AnonWalkTests
{
    private const VmFlags Data = VmFlags.Read | VmFlags.Write;

    private readonly Sandbox box = new(
        new LayoutEntry(0x400000, 0x404000, Data, ""),
        new LayoutEntry(0x500000, 0x504000, Data, "") { IsFresh = true });

    [Fact]
    public void Parent_and_child_share_the_parents_page_and_the_childs_own_is_its_own()
    {
        Assert.Equal([VmaAt(box.Parent)], Walk(box.Parent, 0x401000));
        Assert.Equal(Errno.None, box.Fork());
        var child = box.Stage.Child;
        Assert.Equal([VmaAt(box.Parent), VmaAt(child)], Walk(box.Parent, 0x400000));
        Assert.Equal([VmaAt(child)], Walk(child, 0x403000));
        Assert.Equal(Errno.None, Unmapping.Run(child, 0x400000, 0x404000));
        Assert.Equal([VmaAt(box.Parent)], Walk(box.Parent, 0x400000));
        box.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(0x500000)]
    [InlineData(0x404000)]
    public void Where_nothing_was_written_or_mapped_there_is_nothing_to_walk(ulong address)
    {
        Assert.Empty(Walk(box.Parent, address));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_stack_that_has_grown_is_met_at_its_new_pages_too()
    {
        var stack = new Sandbox(new LayoutEntry(0x800000, 0x804000, Data | VmFlags.GrowsDown, "[stack]"));
        Assert.Equal(Errno.None, PageFault.Run(stack.Parent, 0x7fe000));
        ulong vma = stack.Parent.Tree.Load(0x800000);
        Assert.Equal(0x7feUL, new Vma<TracedMachine>(stack.Machine, vma).PageOffset);
        var anon = AnonVma<TracedMachine>.Of(stack.Machine, new(stack.Machine, vma));
        Assert.NotEqual(0UL, anon.Links.FirstIn(0x7fe, 0x7fe));
        Assert.Equal(0UL, anon.Links.FirstIn(0x7fd, 0x7fd));
        stack.ExpectNothingLeft();
    }

    [Fact]
    public void One_that_is_freed_gives_no_reference()
    {
        var anon = AnonVma<TracedMachine>.Allocate(box.Machine);
        Assert.True(anon.TryGrab());
        Assert.Equal(2UL, anon.References);
        anon.Put();
        anon.Put();
        using (RcuSection<TracedMachine>.Enter(box.Machine))
        {
            Assert.False(anon.TryGrab());
        }
    }

    private static ulong VmaAt(MmStruct<TracedMachine> mm) => mm.Tree.Load(0x400000);

    /// <summary>The VMAs that a walk uses, in its order.</summary>
    private List<ulong> Walk(MmStruct<TracedMachine> mm, ulong address)
    {
        int before = box.History.Log.Count;
        AnonRmapReader.Run(mm, address);
        var used = new List<ulong>();
        foreach (var item in box.History.Log.Events[before..])
        {
            if (item.Operation.Kind == OperationKind.Observe
                && item.Operation.Site == MmSites.UseVma.Number)
            {
                used.Add(item.Operation.Value);
            }
        }

        return used;
    }
}
