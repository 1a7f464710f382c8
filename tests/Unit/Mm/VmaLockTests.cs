using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Mm;

public class VmaLockTests
{
    private readonly Sandbox box = new(new LayoutEntry(0x400000, 0x404000, VmFlags.Read, ""));

    private Vma<TracedMachine> Vma => new(box.Machine, box.Parent.Tree.Load(0x400000));

    private MmapLock<TracedMachine> MmapLock => box.Parent.Lock;

    [Fact]
    public void Readers_share_a_vma()
    {
        Assert.Equal(VmaReadResult.Locked, Vma.Lock.StartRead(MmapLock));
        Assert.Equal(VmaReadResult.Locked, Vma.Lock.StartRead(MmapLock));
        Vma.Lock.EndRead();
        Vma.Lock.EndRead();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void Holding_the_mmap_lock_for_writing_alone_keeps_no_reader_out()
    {
        using (MmapLock.Write())
        {
            Assert.Equal(VmaReadResult.Locked, Vma.Lock.StartRead(MmapLock));
            Vma.Lock.EndRead();
        }

        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_writer_keeps_readers_out_until_the_mmap_lock_is_unlocked()
    {
        using (var guard = MmapLock.Write())
        {
            Vma.Lock.StartWrite(guard);
            Vma.Lock.StartWrite(guard);
            Assert.Equal(VmaReadResult.Busy, Vma.Lock.StartRead(MmapLock));
        }

        Assert.Equal(VmaReadResult.Locked, Vma.Lock.StartRead(MmapLock));
        Vma.Lock.EndRead();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_downgrade_lets_readers_in()
    {
        var guard = MmapLock.Write();
        Vma.Lock.StartWrite(guard);
        using (guard.Downgrade())
        {
            Assert.Equal(VmaReadResult.Locked, Vma.Lock.StartRead(MmapLock));
            Vma.Lock.EndRead();
        }

        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_writer_waits_for_readers_and_keeps_new_ones_out_meanwhile()
    {
        var vma = Vma;
        Assert.Equal(VmaReadResult.Locked, vma.Lock.StartRead(MmapLock));
        var guard = MmapLock.Write();
        Assert.Throws<InvalidOperationException>(() => vma.Lock.StartWrite(guard));
        Assert.Equal(VmaReadResult.Busy, vma.Lock.StartRead(MmapLock));
    }

    [Fact]
    public void Detaching_waits_for_readers()
    {
        var vma = Vma;
        Assert.Equal(VmaReadResult.Locked, vma.Lock.StartRead(MmapLock));
        Assert.Throws<InvalidOperationException>(vma.Lock.Detach);
    }

    [Fact]
    public void A_detached_vma_cannot_be_read()
    {
        var vma = Vma<TracedMachine>.Allocate(box.Machine);
        Assert.Equal(VmaReadResult.Detached, vma.Lock.StartRead(MmapLock));
        using (var guard = MmapLock.Write())
        {
            vma.Lock.StartWrite(guard);
            vma.Lock.Attach();
            Assert.Equal(VmaReadResult.Busy, vma.Lock.StartRead(MmapLock));
        }

        Assert.Equal(VmaReadResult.Locked, vma.Lock.StartRead(MmapLock));
        vma.Lock.EndRead();
        vma.Lock.Detach();
        Assert.Equal(VmaReadResult.Detached, vma.Lock.StartRead(MmapLock));
        vma.Free();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_killed_writer_holds_nothing()
    {
        ulong before = MmapLock.PeekSequence();
        box.Engine.FailSite = site => site == LockSites.FatalSignal;
        Assert.Equal(Errno.Interrupted, MmapLock.WriteKillable(out var guard));
        Assert.False(guard.IsHeld);
        Assert.Equal(before, MmapLock.PeekSequence());
        guard.Dispose();
        Assert.Equal(before, MmapLock.PeekSequence());
        box.ExpectNothingLeft();
    }

    [Fact]
    public void The_sequence_number_is_odd_while_the_mmap_lock_is_held_for_writing()
    {
        Assert.Equal(0UL, MmapLock.PeekSequence() % 2);
        using (MmapLock.Write())
        {
            Assert.Equal(1UL, MmapLock.PeekSequence() % 2);
        }

        Assert.Equal(0UL, MmapLock.PeekSequence() % 2);
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_write_lock_on_a_vma_that_is_in_no_tree_announces_nobody()
    {
        var vma = Vma<TracedMachine>.Allocate(box.Machine);
        using (var guard = MmapLock.Write())
        {
            vma.Lock.StartWrite(guard);
        }

        Assert.Equal(VmaReadResult.Detached, vma.Lock.StartRead(MmapLock));
        vma.Free();
        box.ExpectNothingLeft();
    }

    [Fact]
    public void A_semaphore_is_tried_without_waiting()
    {
        var semaphore = box.Parent.Globals.DuplicationLock;
        using (semaphore.Write())
        {
            var missed = semaphore.TryRead();
            Assert.False(missed.IsHeld);
            missed.Dispose();
        }

        using (var taken = semaphore.TryRead())
        {
            Assert.True(taken.IsHeld);
            Assert.Equal(LockMode.Read, taken.Mode);
        }

        semaphore.Write().Dispose();
        box.ExpectNothingLeft();
    }
}
