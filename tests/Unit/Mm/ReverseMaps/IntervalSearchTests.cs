using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>A walk over the VMAs of some pages passes over those of others.</summary>
public class IntervalSearchTests
{
    private const int Vmas = 1000;
    private const ulong Length = 3;

    [Fact]
    public void What_does_not_meet_the_pages_is_not_looked_at()
    {
        var box = new Sandbox(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));
        var anon = AnonVma<TracedMachine>.Allocate(box.Machine);
        var links = Enumerable.Range(0, Vmas).Select(i => Link(box.Machine, anon, (ulong)i * 2)).ToList();
        int before = box.History.Log.Count;
        var found = new List<ulong>();
        var tree = anon.Links;
        for (ulong link = tree.FirstIn(1000, 1001); link != 0; link = tree.NextIn(link, 1000, 1001))
            found.Add(link);
        Assert.Equal([links[499], links[500]], found);
        Assert.InRange(box.History.Log.Count - before, 10, 150);
        foreach (ulong link in links)
        {
            anon.Links.Remove(link);
            new AnonLink<TracedMachine>(box.Machine, link).Vma.Free();
            new AnonLink<TracedMachine>(box.Machine, link).Free();
        }

        Assert.True(anon.Links.IsEmpty);
        anon.Put();
        box.ExpectNothingLeft();
    }

    private static ulong Link(TracedMachine machine, AnonVma<TracedMachine> anon, ulong page)
    {
        var vma = Vma<TracedMachine>.Allocate(machine);
        ulong start = page * Pages.Size;
        vma.Initialise(0, start, start + (Length * Pages.Size), VmFlags.Read, 0, page);
        var link = AnonLink<TracedMachine>.Allocate(machine);
        link.Join(vma, anon);
        vma.SetNewestLink(0);
        vma.SetOldestLink(0);
        return link.Address;
    }
}
