using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// The machine for speed: unmanaged slabs, raw accesses, real threads, a real RCU. Every order is a constant
/// at its call site, so each access folds into the instructions that order needs. Nothing is checked: an
/// address that no slab handed out, or one used after the system is disposed, crashes the process.
/// </summary>
/// <remarks>
/// A read-modify-write that asks for <see cref="MemoryOrder.Plain"/> is a load and a store: racing with it is
/// a bug. Every other order is one atomic instruction. Not for use by two threads at once: each has its own
/// <see cref="NativeThread"/>.
/// </remarks>
/// <param name="thread">
/// The thread whose magazines, read-side critical section and parking place it uses.
/// </param>
public readonly unsafe partial struct NativeMachine(NativeThread thread) : IMachine
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The thread it runs on.</summary>
    public NativeThread Thread => thread;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    bool IMachine.HasBug(int number) => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    ulong IMachine.Allocate(SlabCache cache)
    {
        var magazine = thread.Magazines + cache.Number;
        int count = magazine->Count - 1;
        if (count < 0)
        {
            return thread.AllocateSlowly(cache);
        }

        magazine->Count = count;
        magazine->Allocated++;
        return magazine->Objects[count];
    }

    /// <inheritdoc/>
    bool IMachine.AllocateBatch(SlabCache cache, Span<ulong> addresses) =>
        thread.AllocateBatch(cache, addresses);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.Free(SlabCache cache, ulong address)
    {
        var magazine = thread.Magazines + cache.Number;
        int count = magazine->Count;
        if (count >= magazine->Capacity)
        {
            thread.FreeSlowly(cache, address);
            return;
        }

        magazine->Objects[count] = address;
        magazine->Count = count + 1;
        magazine->Freed++;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Spins briefly, then yields; then, unless it is to spin, sleeps a millisecond at a time: no store has
    /// to wake anyone.
    /// </remarks>
    ulong IMachine.Await(
        ulong address,
        ulong mask,
        Comparison comparison,
        ulong constant,
        WaitMode mode,
        MemoryOrder order)
    {
        if (order is MemoryOrder.Full)
        {
            Interlocked.MemoryBarrier();
        }

        return NativeWords.Await((ulong*)address, mask, comparison, constant, mode);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.Lock(ulong address, LockMode mode)
    {
        if (mode is LockMode.Spin)
        {
            NativeSpinLock.Enter(ref *(ulong*)address);
        }
        else if (mode is LockMode.Read)
        {
            NativeSemaphore.EnterRead((ulong*)address, thread);
        }
        else
        {
            NativeSemaphore.EnterWrite((ulong*)address, thread);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    bool IMachine.TryLock(ulong address, LockMode mode) => mode switch
    {
        LockMode.Spin => NativeSpinLock.TryEnter(ref *(ulong*)address),
        LockMode.Read => NativeSemaphore.TryEnterRead((ulong*)address),
        _ => NativeSemaphore.TryEnterWrite((ulong*)address),
    };

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.Unlock(ulong address, LockMode mode)
    {
        if (mode is LockMode.Spin)
        {
            NativeSpinLock.Leave(ref *(ulong*)address);
        }
        else if (mode is LockMode.Read)
        {
            NativeSemaphore.LeaveRead((ulong*)address, thread);
        }
        else
        {
            NativeSemaphore.LeaveWrite((ulong*)address, thread);
        }
    }

    /// <inheritdoc/>
    void IMachine.Downgrade(ulong address) => NativeSemaphore.Downgrade((ulong*)address, thread);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.RcuEnter(RcuDomain? domain) =>
        (domain is null ? thread.Reader : thread.Rcu.ReaderIn(domain)).Enter();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.RcuLeave(RcuDomain? domain) =>
        (domain is null ? thread.Reader : thread.Rcu.ReaderIn(domain)).Leave();

    /// <inheritdoc/>
    void IMachine.Synchronize(RcuDomain? domain) => thread.Rcu.Synchronize(RcuDomain.NumberOf(domain));

    /// <inheritdoc/>
    ulong IMachine.TakeRcuState(bool start, RcuDomain? domain) =>
        (ulong)thread.Rcu.TakeState(start, RcuDomain.NumberOf(domain));

    /// <inheritdoc/>
    bool IMachine.PollRcuState(ulong state, RcuDomain? domain) =>
        thread.Owner.GracePeriodsOf(RcuDomain.NumberOf(domain)).IsOver((long)state);

    /// <inheritdoc/>
    void IMachine.CondSynchronize(ulong state, RcuDomain? domain) =>
        thread.Rcu.Synchronize(RcuDomain.NumberOf(domain), (long)state);

    /// <inheritdoc/>
    void IMachine.FreeRcu(SlabCache cache, ulong address, RcuDomain? domain) => thread.Rcu.Call(
        new NativeCallback(RcuFunction.Free, address, (ulong)cache.Usable().Number),
        RcuDomain.NumberOf(domain));

    /// <inheritdoc/>
    void IMachine.CallRcu(int function, ulong retired, ulong argument, RcuDomain? domain) => thread.Rcu.Call(
        new NativeCallback(RcuFunction.Checked(function), retired, argument), RcuDomain.NumberOf(domain));

    /// <inheritdoc/>
    void IMachine.RcuBarrier(RcuDomain? domain) => thread.Rcu.Barrier(RcuDomain.NumberOf(domain));

    /// <inheritdoc/>
    void IMachine.Start(string other) => thread.Start(other);

    /// <inheritdoc/>
    void IMachine.Join(string other) => thread.Join(other);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    ulong IMachine.Choose(Site site, ulong count) => 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    bool IMachine.Fails(Site site) => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.Observe(Site key, ulong value)
    {
    }

    /// <inheritdoc/>
    void IMachine.Retry(Site site) => thread.Retry();

    /// <inheritdoc/>
    void IMachine.Spin(Site site) => thread.Spin();
}
