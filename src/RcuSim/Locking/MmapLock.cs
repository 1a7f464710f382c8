using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// The lock of an address space: a read-write semaphore, and beside it a sequence number that is odd while
/// the semaphore is held for writing. A VMA stamped with the present odd number is write-locked; changing the
/// number unlocks all of them at once.
/// </summary>
/// <remarks>
/// Kernel: <c>mmap_lock</c> and <c>mm_lock_seq</c> (<c>include/linux/mmap_lock.h</c>, 6.15). The kernel's
/// sequence count also serves speculative readers of whole sections, which are not modelled.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of its two words: the semaphore, the sequence number.</param>
[KernelName("mmap_lock")]
internal readonly struct MmapLock<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>How many words it has.</summary>
    public const int Words = 2;

    private RwSemaphore<TMachine> Semaphore => new(machine, address);

    private ulong SequenceWord => address + 8;

    /// <summary>Makes its words those of a lock that nobody holds.</summary>
    [KernelName("mmap_init_lock")]
    public void Initialise()
    {
        machine.Store(address, 0, MemoryOrder.Plain);
        machine.Store(SequenceWord, 0, MemoryOrder.Plain);
    }

    /// <summary>Takes it shared.</summary>
    [KernelName("mmap_read_lock")]
    public LockGuard<TMachine> Read() => Semaphore.Read();

    /// <summary>Takes it shared if that needs no waiting; the guard says whether it was.</summary>
    [KernelName("mmap_read_trylock")]
    public LockGuard<TMachine> TryRead() => Semaphore.TryRead();

    /// <summary>Takes it exclusively.</summary>
    [KernelName("mmap_write_lock")]
    public MmapWriteGuard<TMachine> Write() => BeginWrite(Semaphore.Write());

    /// <summary>Takes it exclusively unless a fatal signal is pending.</summary>
    /// <returns><see cref="Errno.Interrupted"/> with nothing held, or <see cref="Errno.None"/>.</returns>
    [KernelName("mmap_write_lock_killable")]
    public Errno WriteKillable(out MmapWriteGuard<TMachine> guard)
    {
        var error = Semaphore.WriteKillable(out var inner);
        guard = error == Errno.None ? BeginWrite(inner) : default;
        return error;
    }

    /// <summary>The sequence number as its writer sees it.</summary>
    internal ulong OwnSequence() => machine.Load(SequenceWord, MemoryOrder.Plain);

    /// <summary>The sequence number for a first, cheap test.</summary>
    internal ulong PeekSequence() => machine.Load(SequenceWord, MemoryOrder.Once);

    /// <summary>The sequence number for the test that counts.</summary>
    internal ulong ReadSequence() =>
        // (A) Reads the number before the VMA's fields; pairs with (B) in MmapLock. Moved below them, a
        // reader that sees the VMA unlocked could have read fields that its last writer had not finished.
        machine.Load(SequenceWord, MemoryOrder.Acquire);

    /// <summary>Ends the write hold of every VMA; the semaphore is still held for writing.</summary>
    [KernelName("vma_end_write_all")]
    internal void EndWriteAll() =>
        // (B) Unlocks all VMAs; pairs with (A) in MmapLock. Moved above a store to a VMA, a reader could take
        // its lock and meet the old word.
        machine.Store(SequenceWord, OwnSequence() + 1, MemoryOrder.Release);

    private MmapWriteGuard<TMachine> BeginWrite(LockGuard<TMachine> guard)
    {
        machine.Store(SequenceWord, OwnSequence() + 1, MemoryOrder.Once);
        return new(this, guard);
    }
}
