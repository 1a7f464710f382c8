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
    public bool HasBug(int number) => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Allocate(SlabCache cache)
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
    public bool AllocateBatch(SlabCache cache, Span<ulong> addresses) =>
        thread.AllocateBatch(cache, addresses);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Free(SlabCache cache, ulong address)
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
    /// Spins briefly, then yields, then sleeps a millisecond at a time: no store has to wake anyone.
    /// </remarks>
    public ulong Await(ulong address, ulong mask, Comparison comparison, ulong constant) =>
        NativeWords.Await((ulong*)address, mask, comparison, constant);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Lock(ulong address, LockMode mode)
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
    public bool TryLock(ulong address, LockMode mode) => mode switch
    {
        LockMode.Spin => NativeSpinLock.TryEnter(ref *(ulong*)address),
        LockMode.Read => NativeSemaphore.TryEnterRead((ulong*)address),
        _ => NativeSemaphore.TryEnterWrite((ulong*)address),
    };

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Unlock(ulong address, LockMode mode)
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
    public void Downgrade(ulong address) => NativeSemaphore.Downgrade((ulong*)address, thread);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void RcuEnter() => thread.Reader.Enter();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void RcuLeave() => thread.Reader.Leave();

    /// <inheritdoc/>
    public void Synchronize() => thread.Synchronize();

    /// <inheritdoc/>
    public void CallRcu(int function, ulong retired, ulong argument = 0) =>
        thread.CallRcu(new RcuCallback(RcuFunction.Checked(function), retired, argument));

    /// <inheritdoc/>
    public void RcuBarrier() => thread.RcuBarrier();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Choose(Site site, ulong count) => 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public bool Fails(Site site) => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Observe(Site key, ulong value)
    {
    }

    /// <inheritdoc/>
    public void Retry(Site site, ulong word = 0, ulong seen = 0) => thread.Retry();
}
