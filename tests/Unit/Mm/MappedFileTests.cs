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
        vma.Initialise(box.Parent.Address, 0x500000, 0x501000, VmFlags.Read, 0, 0);
        var file = MappedFile<TracedMachine>.Allocate(box.Machine, 0);
        file.Link(vma);
        file.Open(vma);
        file.Open(vma);
        file.Free();
        Assert.Equal((MmSites.BalanceFile.Number, 1 + 2 + 1UL), box.Balances()[^1]);
        vma.Free();
        Assert.Equal(1, box.Live()["vm_area_struct"]);
    }
}
