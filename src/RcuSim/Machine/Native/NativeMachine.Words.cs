using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <content>Accesses to words, fences, copies.</content>
public readonly unsafe partial struct NativeMachine
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    ulong IMachine.Load(ulong address, MemoryOrder order)
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
    void IMachine.Store(ulong address, ulong value, MemoryOrder order, Site? place)
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
    ulong IMachine.CompareExchange(
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
    ulong IMachine.Add(ulong address, ulong value, MemoryOrder order, Site? place)
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
    ulong IMachine.Or(ulong address, ulong bits, MemoryOrder order)
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
    ulong IMachine.And(ulong address, ulong bits, MemoryOrder order)
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
    ulong IMachine.Exchange(ulong address, ulong value, MemoryOrder order)
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
    ulong IMachine.Replace(ulong address, ulong mask, ulong value, MemoryOrder order)
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
    void IMachine.Fence(FenceKind kind)
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
    int IMachine.FindAtLeast(ulong address, int count, ulong key, MemoryOrder order)
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
    void IMachine.Copy(ulong destination, ulong source, int words) =>
        NativeWords.Copy((ulong*)destination, (ulong*)source, words);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    void IMachine.Fill(ulong address, ulong value, int words) =>
        NativeWords.Fill((ulong*)address, value, words);
}
