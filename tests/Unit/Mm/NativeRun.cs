using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>What the threads of a native run do until the forking one has done its share.</summary>
/// <param name="stage">The stage's address.</param>
/// <param name="forks">How often the forking thread forks.</param>
internal sealed class NativeRun(ulong stage, int forks)
{
    private const int Patience = 200;
    private const ulong Hole = 0x7000_0000_0000;
    private int changes;
    private int faults;
    private int lookUps;
    private volatile bool over;

    /// <summary>On a busy machine the others may not have begun when the forks asked for are done.</summary>
    private bool OthersHaveRun =>
        Volatile.Read(ref changes) > 0 && Volatile.Read(ref faults) > 0 && Volatile.Read(ref lookUps) > 0;

    public int Changes => changes;

    public int Faults => faults;

    public int LookUps => lookUps;

    public void Fork(NativeMachine machine)
    {
        var parent = new Stage<NativeMachine>(machine, stage).Parent;
        try
        {
            for (int i = 0; i < forks || (i < forks * Patience && !OthersHaveRun); i++)
            {
                Assert.Equal(Errno.None, RcuSim.Mm.Fork.Run(parent, ForkRegime.V3, out var child));
                Assert.Equal(child.MapCount, (ulong)Mappings.Of(child).Count);
                child.Put();
            }
        }
        finally
        {
            over = true;
        }
    }

    /// <summary>Maps and unmaps in a hole, so that nodes and VMAs come and go.</summary>
    public void ChangeMappings(NativeMachine machine)
    {
        var mm = new Stage<NativeMachine>(machine, stage).Parent;
        for (; !over; changes++)
        {
            ulong start = Hole + ((ulong)(changes % 7) * 0x10000);
            var request = new MapRequest(start, 4, VmFlags.Read | VmFlags.Write);
            Assert.Equal(Errno.None, Mapping.Run(mm, request, out _));
            Assert.Equal(Errno.None, PageFault.Run(mm, start));
            CutAndJoin(mm, start + Pages.Size, changes % 2 == 0);
            if (changes % 7 == 6)
            {
                Assert.Equal(Errno.None, Unmapping.Run(mm, Hole + Pages.Size, Hole + 0x6f000));
                Assert.Equal(Errno.None, Unmapping.Run(mm, Hole, Hole + 0x70000));
            }
        }

        Assert.Equal(Errno.None, Unmapping.Run(mm, Hole, Hole + 0x70000));
    }

    /// <summary>Splits a mapping in three, and makes it one again.</summary>
    private static void CutAndJoin(MmStruct<NativeMachine> mm, ulong middle, bool replace)
    {
        const VmFlags Data = VmFlags.Read | VmFlags.Write;
        Assert.Equal(Errno.None, FlagChange.Run(mm, middle, middle + Pages.Size, VmFlags.Read));
        Assert.Equal(Errno.None, replace
            ? Mapping.Run(mm, new(middle, 1, Data) { Replaces = true }, out _)
            : FlagChange.Run(mm, middle, middle + Pages.Size, Data));
    }

    public void Fault(NativeMachine machine)
    {
        var mm = new Stage<NativeMachine>(machine, stage).Parent;
        var entries = VmaLayout.BuiltIn.Entries;
        for (int i = 0; !over; i++)
        {
            Assert.Equal(Errno.None, PageFault.Run(mm, entries[(i * 5) % entries.Count].Start));
            Assert.True(PageFault.Run(mm, Hole + ((ulong)(i % 7) * 0x10000)) is Errno.None or Errno.Fault);
            Interlocked.Increment(ref faults);
        }
    }

    /// <summary>Looks VMAs up under RCU and checks each against what the tree said of it.</summary>
    public void LookUp(NativeMachine machine)
    {
        var mm = new Stage<NativeMachine>(machine, stage).Parent;
        for (ulong i = 0; !over; i++)
        {
            ulong address = Hole + (i % 7 * 0x10000) + 0x1000;
            using var section = RcuSection<NativeMachine>.Enter(machine);
            var state = new MapleState<NativeMachine>(mm.Tree, address, address);
            ulong found = state.Walk();
            Assert.InRange(address, state.Index, state.Last);
            var vma = new Vma<NativeMachine>(machine, found);
            if (!vma.Exists || vma.Lock.StartRead(mm.Lock) != VmaReadResult.Locked)
            {
                continue;
            }

            // It may be another VMA by now, or cover more or less; whichever it is, it is whole.
            if (vma.Mm == mm.Address && vma.Start <= address && address < vma.End)
            {
                Assert.Equal(vma.Start / Pages.Size, vma.PageOffset);
                Assert.InRange(vma.Length, 1UL, 4UL);
            }

            vma.Lock.EndRead();
            lookUps++;
        }
    }

    public void ReadMaps(NativeMachine machine)
    {
        var mm = new Stage<NativeMachine>(machine, stage).Parent;
        while (!over)
        {
            MapsReader.Run(mm, bufferLines: 8);
            using var held = mm.Lock.Read();
            Assert.InRange(Mappings.Of(mm).Count, 21, 21 + (3 * 7));
        }
    }

    public void WalkRmaps(NativeMachine machine)
    {
        while (!over)
        {
            var globals = new Stage<NativeMachine>(machine, stage).Globals;
            for (var file = globals.Files; file.Exists; file = file.NextFile)
            {
                RmapReader.Run(machine, file);
            }
        }
    }

    public void WalkAnonRmaps(NativeMachine machine)
    {
        var mm = new Stage<NativeMachine>(machine, stage).Parent;
        var entries = VmaLayout.BuiltIn.Entries;
        for (int i = 0; !over; i++)
        {
            AnonRmapReader.Run(mm, entries[i % entries.Count].Start);
            AnonRmapReader.Run(mm, Hole + ((ulong)(i % 7) * 0x10000));
        }
    }

    public void Scan(NativeMachine machine)
    {
        var globals = new Stage<NativeMachine>(machine, stage).Globals;
        globals.AwaitListing();
        while (!over)
        {
            Scanner.Run(globals);
        }
    }

    public override string ToString() => $"{changes} changes, {faults} faults, {lookUps} lookups";
}
