using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class ForkTests
{
    [Fact]
    public void A_child_gets_the_parents_layout_less_what_is_not_copied()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        Assert.Equal(21, Mappings.Of(box.Parent).Count);
        Assert.Equal(Errno.None, box.Fork());
        var expected = Mappings.Of(box.Parent).Where(line => !line.Contains(nameof(VmFlags.DontCopy)));
        Assert.Equal(expected, Mappings.Of(box.Stage.Child));
        Assert.Equal(20UL, box.Stage.Child.MapCount);
        ulong leftOut = Pages(entry => entry.Flags.HasFlag(VmFlags.DontCopy));
        Assert.Equal((Pages(_ => true), true), (box.Parent.TotalPages, leftOut > 0));
        Assert.Equal(box.Parent.TotalPages - leftOut, box.Stage.Child.TotalPages);
        Assert.Equal(box.Stage.Child.Resident, box.Parent.Resident - 1);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_childs_wiped_memory_has_no_page_and_no_lock_on_memory_is_inherited()
    {
        var box = new Sandbox(
            new LayoutEntry(0x400000, 0x404000, VmFlags.Read | VmFlags.Write | VmFlags.WipeOnFork, ""),
            new LayoutEntry(0x500000, 0x504000, VmFlags.Read | VmFlags.Write | VmFlags.Locked, ""));
        Assert.Equal(Errno.None, box.Fork());
        var maps = Mappings.Of(box.Stage.Child);
        Assert.EndsWith(" 0", maps[0]);
        Assert.EndsWith("Read, Write file 0 1", maps[1]);
        var (parent, child) = (box.Parent, box.Stage.Child);
        Assert.Equal(0UL, VmaAt(child, 0x400000).AnonVma);
        var inherited = AnonVma<TracedMachine>.Of(box.Machine, VmaAt(child, 0x500000));
        Assert.Equal(VmaAt(parent, 0x500000).AnonVma, inherited.Parent.Address);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_signal_interrupts_fork_and_pages_that_cannot_be_copied_fail_it()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        box.Engine.FailSite = site => site == MmSites.ForkSignal;
        Assert.Equal(Errno.Interrupted, box.Fork());
        box.Engine.FailSite = site => site == MmSites.CopyPages;
        Assert.Equal(Errno.NoMemory, box.Fork());
        Assert.False(box.Stage.Globals.GrabListed().Exists);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_scanner_waits_for_a_listing_and_only_who_is_listed_is_taken_off()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        Assert.False(box.Stage.Globals.GrabListed().Exists);
        Assert.Throws<InvalidOperationException>(box.Stage.Globals.AwaitListing);
        Assert.Equal(Errno.None, box.Fork());
        box.Stage.Globals.AwaitListing();
        box.Stage.Globals.Unlist(box.Parent);
        var listed = box.Stage.Globals.GrabListed();
        Assert.Equal(box.Stage.Child.Address, listed.Address);
        listed.Drop();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Without_memory_there_are_no_globals_and_no_file()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        box.Engine.FailAllocation = _ => true;
        Assert.Equal(0UL, KernelGlobals<TracedMachine>.Allocate(box.Machine).Address);
        Assert.False(box.Stage.Globals.AddFile().Exists);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Memory_that_is_not_accounted_is_charged_for_nobody()
    {
        var box = new Sandbox(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));
        box.Engine.FailSite = site => site == MmSites.Charge;
        Assert.Equal(Errno.None, box.Fork());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Fork_waits_for_who_must_meet_no_half_made_copy()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        box.Stage.Globals.DuplicationLock.Write();
        Assert.Throws<InvalidOperationException>(() => box.Fork());
    }

    [Fact]
    public void The_tree_of_a_child_is_in_rcu_mode()
    {
        var box = new Sandbox(VmaLayout.BuiltIn);
        box.Fork();
        Assert.Equal(box.Parent.Tree.Flags, box.Stage.Child.Tree.Flags);
        box.ExpectNothingLeft();
    }

    /// <summary>Memory is short from one request on, so that what is asked for again fails too.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_failure_at_any_place_leaves_no_trace(string name, VmaLayout layout)
    {
        int requests = 0;
        for (int failing = 0; ; failing++)
        {
            var box = new Sandbox(layout);
            var before = Trace(box);
            int request = 0;
            box.Engine.FailAllocation = _ => request++ >= failing;
            box.Engine.FailSite = _ => request++ == failing;
            var error = box.Fork();
            if (request <= failing)
            {
                Assert.Equal(Errno.None, error);
                requests = request;
                break;
            }

            Assert.True(error is Errno.NoMemory or Errno.Interrupted, $"{name}, request {failing}: {error}");
            Assert.False(box.Stage.Child.Exists);
            box.EndGracePeriod();
            Assert.Equal(before, Trace(box));
            box.ExpectNothingLeft();
        }

        // Each VMA asks at least for a signal, an object and its pages.
        Assert.True(requests > 3 * (layout.Entries.Count - 1), $"{name}: only {requests} requests");
    }

    public static TheoryData<string, VmaLayout> Layouts()
    {
        const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;
        const VmFlags LeftOut = Data | VmFlags.DontCopy;
        return new()
        {
            { "built-in", VmaLayout.BuiltIn },
            { "first at 0", Of(new(0, 0x1000, Data, ""), new(0x2000, 0x3000, Data, "")) },
            { "first left out", Of(new(0, 0x1000, LeftOut, ""), new(0x3000, 0x4000, Data, "")) },
            { "all left out", Of(new LayoutEntry(0x1000, 0x2000, LeftOut, "")) },
        };
    }

    private static ulong Pages(Func<LayoutEntry, bool> which) => VmaLayout.BuiltIn.Entries.Where(which)
        .Aggregate(0UL, (sum, entry) => sum + RcuSim.Mm.Pages.Count(entry.Start, entry.End));

    private static Vma<TracedMachine> VmaAt(MmStruct<TracedMachine> mm, ulong address) =>
        new(mm.Machine, mm.Tree.Load(address));

    private static VmaLayout Of(params LayoutEntry[] entries) => VmaLayout.Create(entries, out _, out _)!;

    /// <summary>All that a fork which failed must leave as it was.</summary>
    private static List<string> Trace(Sandbox box) =>
    [
        .. box.Live().OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"),
        .. Mappings.Of(box.Parent),
        $"{box.Parent.Resident} present, {box.Parent.MapCount} mappings of {box.Parent.TotalPages} pages",
    ];
}
