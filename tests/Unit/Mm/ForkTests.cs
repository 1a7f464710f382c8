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
        box.ExpectNothingLeft();
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

    private static VmaLayout Of(params LayoutEntry[] entries) => VmaLayout.Create(entries, out _, out _)!;

    /// <summary>All that a fork which failed must leave as it was.</summary>
    private static List<string> Trace(Sandbox box) =>
    [
        .. box.Live().OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"),
        .. Mappings.Of(box.Parent),
        $"{box.Parent.Resident} present, {box.Parent.MapCount} mappings of {box.Parent.TotalPages} pages",
    ];
}
