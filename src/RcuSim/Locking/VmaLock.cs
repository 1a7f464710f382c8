using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// The lock of one VMA. Readers take a reference without queueing; a writer, who holds the lock of the
/// address space for writing, waits until they are gone and then stamps the VMA, which keeps new ones out
/// until the address space is unlocked.
/// </summary>
/// <remarks>
/// <para>Kernel: <c>vm_refcnt</c> and <c>vm_lock_seq</c> (6.15; <c>mm/mmap_lock.c</c>). Waiting is declared
/// to the machine, so nobody is woken through the VMA's mm, and the use after free of that mm
/// (CVE-2025-38554) cannot be expressed.</para>
/// <para>The count: 0 while the VMA is in no tree, 1 while it is in one, 1 more for each reader, and <see
/// cref="WriterWaiting"/> more while a writer waits. The VMA's memory is type-stable: a reader may count
/// itself in on a VMA that was freed and is now another one, and has to check which it got.</para>
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of its two words: the count, the stamp.</param>
[KernelName("vma_lock")]
internal readonly struct VmaLock<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>How many words it has.</summary>
    public const int Words = 2;

    /// <summary>Added to the count while a writer waits; no reader enters then.</summary>
    [KernelName("VMA_LOCK_OFFSET")]
    public const ulong WriterWaiting = 0x4000_0000;

    /// <summary>A stamp that no address space's sequence number ever equals.</summary>
    public const ulong NeverLocked = ulong.MaxValue;

    private ulong StampWord => address + 8;

    /// <summary>Makes its words those of a VMA that is in no tree.</summary>
    /// <remarks>Kernel: the count of freed memory is 0 already; a reader may be testing it.</remarks>
    [KernelName("vma_lock_init")]
    public void Initialise()
    {
        machine.Store(address, 0, MemoryOrder.Once);
        machine.Store(StampWord, NeverLocked, MemoryOrder.Once);
    }

    /// <summary>Counts the caller in as a reader, unless a writer is in or waits.</summary>
    /// <remarks>
    /// The caller is in an RCU section or holds the mmap lock, and checks afterwards which VMA it got.
    /// </remarks>
    [KernelName("vma_start_read")]
    public VmaReadResult StartRead(MmapLock<TMachine> mmapLock)
    {
        if (machine.Load(StampWord, MemoryOrder.Once) == mmapLock.PeekSequence())
        {
            return VmaReadResult.Busy;
        }

        var result = EnterReader();
        if (result != VmaReadResult.Locked)
        {
            return result;
        }

        if (machine.Load(StampWord, MemoryOrder.Once) == mmapLock.ReadSequence())
        {
            EndRead();
            return VmaReadResult.Busy;
        }

        return VmaReadResult.Locked;
    }

    /// <summary>Counts the caller out.</summary>
    [KernelName("vma_end_read")]
    public void EndRead() =>
        // (C) Leaves; pairs with (D) and (H) in VmaLock. Moved above the reader's last access, a writer could
        // change the VMA under it.
        machine.Add(address, ulong.MaxValue, MemoryOrder.Release, VmaLockSites.Leave);

    /// <summary>
    /// Locks the VMA until the mmap lock is unlocked or downgraded. Does nothing if it is locked.
    /// </summary>
    [KernelName("vma_start_write")]
    public void StartWrite(MmapWriteGuard<TMachine> guard)
    {
        machine.Observe(VmaLockSites.Wanted, address);
        ulong sequence = guard.Lock.OwnSequence();
        if (machine.Load(StampWord, MemoryOrder.Once) == sequence)
        {
            return;
        }

        bool announced = EnterWriter(WriterWaiting + 1);
        machine.Store(StampWord, sequence, MemoryOrder.Once);
        if (announced)
        {
            LeaveWriter();
        }
    }

    /// <summary>
    /// Lets readers in once it is unlocked: the VMA is complete, and in a tree or about to be.
    /// </summary>
    [KernelName("vma_mark_attached")]
    public void Attach()
    {
        machine.Observe(VmaLockSites.Attached, address);

        // (E) Opens the VMA; pairs with (F) in VmaLock. Moved above the stores that fill it, a reader who
        // looked up the VMA that this memory held before could check those old words and take it for the one
        // it wanted.
        machine.Store(address, 1, MemoryOrder.Release);
    }

    /// <summary>Keeps readers out and waits for those who are counted in.</summary>
    /// <remarks>
    /// The caller has stamped the VMA. If it stands in its tree a little longer, a reader who finds it there
    /// sees the stamp before the count and takes the mmap lock instead.
    /// </remarks>
    [KernelName("vma_mark_detached")]
    public void Detach()
    {
        machine.Observe(VmaLockSites.Detached, address);

        // (H) Counts the tree out; pairs with (C) in VmaLock. Moved below the writer's stores, a reader that
        // has left could still see them.
        bool hasReaders = machine.Add(
            address, ulong.MaxValue, MemoryOrder.Acquire, VmaLockSites.Detach) != 1;
        if (hasReaders && EnterWriter(WriterWaiting))
        {
            LeaveWriter();
        }
    }

    [KernelName("__refcount_inc_not_zero_limited_acquire")]
    private VmaReadResult EnterReader()
    {
        ulong count = machine.Load(address, MemoryOrder.Once);
        while (count is > 0 and < WriterWaiting)
        {
            // (F) Counts in; pairs with (E) and (G) in VmaLock. Moved below the reader's checks, they could
            // be made on the words of the VMA that this memory held before.
            ulong seen = machine.CompareExchange(
                address, count, count + 1, MemoryOrder.Acquire, MemoryOrder.Once);
            if (seen == count)
            {
                return VmaReadResult.Locked;
            }

            machine.Retry(VmaLockSites.Read);
            count = seen;
        }

        return count == 0 ? VmaReadResult.Detached : VmaReadResult.Busy;
    }

    /// <summary>Announces a writer and waits until the count shows no reader.</summary>
    /// <returns>False if the VMA is in no tree and has no reader: nothing was announced.</returns>
    [KernelName("__vma_enter_locked")]
    private bool EnterWriter(ulong alone)
    {
        ulong count = machine.Load(address, MemoryOrder.Once);
        while (count != 0)
        {
            ulong seen = machine.CompareExchange(
                address, count, count + WriterWaiting, MemoryOrder.Once, MemoryOrder.Once);
            if (seen == count)
            {
                // (D) Waits for readers; pairs with (C) in VmaLock. Moved below the writer's stores, a reader
                // could still see them.
                machine.Await(
                    address, ulong.MaxValue, Comparison.Equal, alone, WaitMode.Sleep, MemoryOrder.Acquire);
                return true;
            }

            machine.Retry(VmaLockSites.Write);
            count = seen;
        }

        return false;
    }

    [KernelName("__vma_exit_locked")]
    private void LeaveWriter() =>
        // (G) Lets readers try again; pairs with (F) in VmaLock. Moved above the stamp, a reader could count
        // itself in and not see that the VMA is locked.
        machine.Add(
            address, unchecked(0 - WriterWaiting), MemoryOrder.Release, VmaLockSites.Reopen);
}
