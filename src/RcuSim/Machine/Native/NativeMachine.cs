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
public readonly unsafe struct NativeMachine(NativeThread thread) : IMachine
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The thread it runs on.</summary>
    public NativeThread Thread => thread;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public bool HasBug(int number) => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Load(ulong address, MemoryOrder order)
    {
        if (order is MemoryOrder.Plain or MemoryOrder.PlainRacy)
        {
            return *(ulong*)address;
        }

        if (order is MemoryOrder.Full)
        {
            Interlocked.MemoryBarrier();
        }

        return Volatile.Read(ref *(ulong*)address);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(ulong address, ulong value, MemoryOrder order)
    {
        if (order is MemoryOrder.Plain or MemoryOrder.PlainRacy)
        {
            *(ulong*)address = value;
        }
        else if (order is MemoryOrder.Full)
        {
            Interlocked.Exchange(ref *(ulong*)address, value);
        }
        else
        {
            Volatile.Write(ref *(ulong*)address, value);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong CompareExchange(
        ulong address, ulong expected, ulong desired, MemoryOrder success, MemoryOrder failure)
    {
        if (success is not MemoryOrder.Plain)
        {
            return Interlocked.CompareExchange(ref *(ulong*)address, desired, expected);
        }

        ulong before = *(ulong*)address;
        if (before == expected)
        {
            *(ulong*)address = desired;
        }

        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Add(ulong address, ulong value, MemoryOrder order)
    {
        if (order is not MemoryOrder.Plain)
        {
            return Interlocked.Add(ref *(ulong*)address, value) - value;
        }

        ulong before = *(ulong*)address;
        *(ulong*)address = before + value;
        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Or(ulong address, ulong bits, MemoryOrder order)
    {
        if (order is not MemoryOrder.Plain)
        {
            return Interlocked.Or(ref *(ulong*)address, bits);
        }

        ulong before = *(ulong*)address;
        *(ulong*)address = before | bits;
        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong And(ulong address, ulong bits, MemoryOrder order)
    {
        if (order is not MemoryOrder.Plain)
        {
            return Interlocked.And(ref *(ulong*)address, bits);
        }

        ulong before = *(ulong*)address;
        *(ulong*)address = before & bits;
        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Exchange(ulong address, ulong value, MemoryOrder order)
    {
        if (order is not MemoryOrder.Plain)
        {
            return Interlocked.Exchange(ref *(ulong*)address, value);
        }

        ulong before = *(ulong*)address;
        *(ulong*)address = value;
        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ulong Replace(ulong address, ulong mask, ulong value, MemoryOrder order)
    {
        if (order is not MemoryOrder.Plain)
        {
            return NativeWords.Replace((ulong*)address, mask, value);
        }

        ulong before = *(ulong*)address;
        *(ulong*)address = (before & ~mask) | (value & mask);
        return before;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Fence(FenceKind kind)
    {
        if (kind is FenceKind.Read)
        {
            Volatile.ReadBarrier();
        }
        else if (kind is FenceKind.Write)
        {
            Volatile.WriteBarrier();
        }
        else
        {
            Interlocked.MemoryBarrier();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public int FindAtLeast(ulong address, int count, ulong key, MemoryOrder order)
    {
        int found = NativeWords.FindAtLeast((ulong*)address, count, key);
        if (order is MemoryOrder.Acquire or MemoryOrder.AcquireRelease or MemoryOrder.Full)
        {
            Volatile.ReadBarrier();
        }

        return found;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Copy(ulong destination, ulong source, int words) =>
        NativeWords.Copy((ulong*)destination, (ulong*)source, words);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Fill(ulong address, ulong value, int words) =>
        NativeWords.Fill((ulong*)address, value, words);

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
    public void CallRcu(int function, ulong first, ulong second) =>
        thread.CallRcu(new RcuCallback(function, first, second));

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
