using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class MappedFileTests
{
    [Fact]
    public void A_file_that_is_freed_says_what_is_left_of_it()
    {
        var box = new Sandbox(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));
        var vma = Vma<TracedMachine>.Allocate(box.Machine);
        const VmFlags Shared = VmFlags.Read | VmFlags.Shared;
        vma.Initialise(box.Parent.Address, 0x500000, 0x501000, Shared, 0, 0);
        var file = MappedFile<TracedMachine>.Allocate(box.Machine, 0);
        file.Link(vma);
        file.Open(vma);
        file.Open(vma);
        file.Free();
        Assert.Equal((MmSites.BalanceFile.Number, 1 + 2 + 1 + 1UL), box.Balances()[^1]);
        vma.Free();
        Assert.Equal(1, box.Live()["vm_area_struct"]);
    }

    /// <summary>Shared mappings count, whatever their access rights; a fork's copies count too.</summary>
    [Fact]
    public void Mappings_that_can_write_are_counted()
    {
        const VmFlags Shared = VmFlags.Read | VmFlags.Shared;
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, Shared, "/dev/shm/a"),
            new LayoutEntry(0x500000, 0x504000, Shared | VmFlags.Write, "/dev/shm/a"),
            new LayoutEntry(0x600000, 0x604000, VmFlags.Read | VmFlags.Write, "/dev/shm/a"));
        Assert.Equal(2UL, box.Stage.Globals.Files.Writable);
        Assert.Equal(Errno.None, box.Fork());
        Assert.Equal(4UL, box.Stage.Globals.Files.Writable);
        Assert.Equal(Errno.None, Unmapping.Run(box.Stage.Child, 0x400000, 0x700000));
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x400000, 0x404000));
        Assert.Equal(1UL, box.Stage.Globals.Files.Writable);
        box.ExpectNothingLeft();
    }
}
