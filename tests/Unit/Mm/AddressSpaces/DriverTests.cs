using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>Files with a driver, which is told of each mapping that comes by a split and of each that
/// goes.</summary>
public class DriverTests
{
    private const VmFlags Shared = VmFlags.Read | VmFlags.Write | VmFlags.Shared;

    private readonly Sandbox box = new(new LayoutEntry(0x300000, 0x301000, VmFlags.Read, ""));
    private readonly ulong file;

    public DriverTests()
    {
        var made = box.Parent.Globals.AddFile();
        made.SetDriver();
        file = made.Address;
    }

    [Fact]
    public void A_mapping_of_it_may_grow_but_never_goes_in_a_merge()
    {
        Map(0x400000, 4, 0);
        Map(0x404000, 4, 4);
        Map(0x40c000, 4, 12);
        Assert.Equal(["300000-301000", "400000-408000", "40c000-410000"], Ranges());
        Map(0x408000, 4, 8);
        Assert.Equal(["300000-301000", "400000-40c000", "40c000-410000"], Ranges());
        Assert.Equal((0, 0), Told());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void What_flags_have_split_stays_split()
    {
        Map(0x400000, 8, 0);
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x404000, VmFlags.Read));
        Assert.Equal((2, 0), Told());
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x404000, Shared));
        Assert.Equal(["300000-301000", "400000-402000", "402000-404000", "404000-408000"], Ranges());

        // A border may move all the same, since nothing goes.
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x403000, 0x404000, VmFlags.Read));
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x403000, VmFlags.Read));
        Assert.Equal(Errno.None, FlagChange.Run(box.Parent, 0x402000, 0x403000, Shared));
        Assert.Equal("402000-403000", Ranges().ElementAt(2));
        box.ExpectNothingLeft();
    }

    [Fact]
    public void It_is_told_once_of_each_that_goes_also_if_another_takes_the_place()
    {
        Map(0x400000, 4, 0);
        Assert.Equal(Errno.None, Mapping.Run(
            box.Parent, new(0x401000, 2, VmFlags.Read) { Replaces = true }, out _));
        Assert.Equal((2, 1), Told());
        Assert.Equal(Errno.None, Unmapping.Run(box.Parent, 0x400000, 0x404000));
        Assert.Equal((2, 3), Told());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void It_may_refuse_and_then_a_gap_is_left()
    {
        Map(0x400000, 4, 0);
        box.Engine.FailSite = site => site == MappingSites.Driver;
        var request = new MapRequest(0x400000, 2, Shared, file, 7) { Replaces = true };
        Assert.Equal(Errno.Invalid, Mapping.Run(box.Parent, request, out ulong start));
        Assert.Equal(0UL, start);
        Assert.Equal(["300000-301000", "402000-404000"], Ranges());
        Assert.Equal((2UL, 3UL), (box.Parent.MapCount, box.Parent.TotalPages));
        Assert.Equal((1, 1), Told());
        box.ExpectNothingLeft();
    }

    private void Map(ulong start, ulong pages, ulong offset) => Assert.Equal(
        Errno.None, Mapping.Run(box.Parent, new(start, pages, Shared, file, offset), out _));

    private IEnumerable<string> Ranges() => Mappings.Of(box.Parent).Select(line => line.Split(' ')[0]);

    /// <summary>How often the driver was told of a mapping more, and of one less.</summary>
    private (int More, int Less) Told()
    {
        var sites = box.History.Log.Events.ToArray().Select(item => item.Operation)
            .Where(said => said.Kind == OperationKind.Observe).Select(said => said.Site).ToList();
        return (sites.Count(site => site == MappingSites.DriverOpen.Number),
            sites.Count(site => site == MappingSites.DriverClose.Number));
    }
}
