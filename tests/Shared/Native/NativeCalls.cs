using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Tests.Shared;

/// <summary>
/// What a native machine does, called on the machine itself: it offers its operations to code that is generic
/// over the machine alone.
/// </summary>
internal static class NativeCalls
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static bool HasBug<TMachine>(this TMachine machine, int number)
        where TMachine : struct, IMachine => machine.HasBug(number);

    [MethodImpl(Inline)]
    public static ulong Load<TMachine>(this TMachine machine, ulong address, MemoryOrder order)
        where TMachine : struct, IMachine => machine.Load(address, order);

    [MethodImpl(Inline)]
    public static void Store<TMachine>(
        this TMachine machine, ulong address, ulong value, MemoryOrder order, Site? place = null)
        where TMachine : struct, IMachine => machine.Store(address, value, order, place);

    [MethodImpl(Inline)]
    public static ulong CompareExchange<TMachine>(
        this TMachine machine,
        ulong address,
        ulong expected,
        ulong desired,
        MemoryOrder success,
        MemoryOrder failure)
        where TMachine : struct, IMachine =>
        machine.CompareExchange(address, expected, desired, success, failure);

    [MethodImpl(Inline)]
    public static ulong Add<TMachine>(
        this TMachine machine, ulong address, ulong value, MemoryOrder order, Site? place = null)
        where TMachine : struct, IMachine => machine.Add(address, value, order, place);

    [MethodImpl(Inline)]
    public static ulong Or<TMachine>(this TMachine machine, ulong address, ulong bits, MemoryOrder order)
        where TMachine : struct, IMachine => machine.Or(address, bits, order);

    [MethodImpl(Inline)]
    public static ulong And<TMachine>(this TMachine machine, ulong address, ulong bits, MemoryOrder order)
        where TMachine : struct, IMachine => machine.And(address, bits, order);

    [MethodImpl(Inline)]
    public static ulong Exchange<TMachine>(
        this TMachine machine, ulong address, ulong value, MemoryOrder order)
        where TMachine : struct, IMachine => machine.Exchange(address, value, order);

    [MethodImpl(Inline)]
    public static ulong Replace<TMachine>(
        this TMachine machine, ulong address, ulong mask, ulong value, MemoryOrder order)
        where TMachine : struct, IMachine => machine.Replace(address, mask, value, order);

    [MethodImpl(Inline)]
    public static void Fence<TMachine>(this TMachine machine, FenceKind kind)
        where TMachine : struct, IMachine => machine.Fence(kind);

    [MethodImpl(Inline)]
    public static int FindAtLeast<TMachine>(
        this TMachine machine, ulong address, int count, ulong key, MemoryOrder order)
        where TMachine : struct, IMachine => machine.FindAtLeast(address, count, key, order);

    [MethodImpl(Inline)]
    public static void Copy<TMachine>(this TMachine machine, ulong destination, ulong source, int words)
        where TMachine : struct, IMachine => machine.Copy(destination, source, words);

    [MethodImpl(Inline)]
    public static void Fill<TMachine>(this TMachine machine, ulong address, ulong value, int words)
        where TMachine : struct, IMachine => machine.Fill(address, value, words);

    [MethodImpl(Inline)]
    public static ulong Allocate<TMachine>(this TMachine machine, SlabCache cache)
        where TMachine : struct, IMachine => machine.Allocate(cache);

    [MethodImpl(Inline)]
    public static bool AllocateBatch<TMachine>(this TMachine machine, SlabCache cache, Span<ulong> addresses)
        where TMachine : struct, IMachine => machine.AllocateBatch(cache, addresses);

    [MethodImpl(Inline)]
    public static void Free<TMachine>(this TMachine machine, SlabCache cache, ulong address)
        where TMachine : struct, IMachine => machine.Free(cache, address);

    [MethodImpl(Inline)]
    public static ulong Await<TMachine>(
        this TMachine machine,
        ulong address,
        ulong mask,
        Comparison comparison,
        ulong constant,
        WaitMode mode,
        MemoryOrder order)
        where TMachine : struct, IMachine => machine.Await(address, mask, comparison, constant, mode, order);

    [MethodImpl(Inline)]
    public static void Lock<TMachine>(this TMachine machine, ulong address, LockMode mode)
        where TMachine : struct, IMachine => machine.Lock(address, mode);

    [MethodImpl(Inline)]
    public static bool TryLock<TMachine>(this TMachine machine, ulong address, LockMode mode)
        where TMachine : struct, IMachine => machine.TryLock(address, mode);

    [MethodImpl(Inline)]
    public static void Unlock<TMachine>(this TMachine machine, ulong address, LockMode mode)
        where TMachine : struct, IMachine => machine.Unlock(address, mode);

    [MethodImpl(Inline)]
    public static void Downgrade<TMachine>(this TMachine machine, ulong address)
        where TMachine : struct, IMachine => machine.Downgrade(address);

    [MethodImpl(Inline)]
    public static void RcuEnter<TMachine>(this TMachine machine, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.RcuEnter(domain);

    [MethodImpl(Inline)]
    public static void RcuLeave<TMachine>(this TMachine machine, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.RcuLeave(domain);

    [MethodImpl(Inline)]
    public static void Synchronize<TMachine>(this TMachine machine, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.Synchronize(domain);

    [MethodImpl(Inline)]
    public static void CallRcu<TMachine>(
        this TMachine machine, int function, ulong retired, ulong argument = 0, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.CallRcu(function, retired, argument, domain);

    [MethodImpl(Inline)]
    public static ulong TakeRcuState<TMachine>(this TMachine machine, bool start, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.TakeRcuState(start, domain);

    [MethodImpl(Inline)]
    public static bool PollRcuState<TMachine>(this TMachine machine, ulong state, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.PollRcuState(state, domain);

    [MethodImpl(Inline)]
    public static void CondSynchronize<TMachine>(this TMachine machine, ulong state, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.CondSynchronize(state, domain);

    [MethodImpl(Inline)]
    public static void FreeRcu<TMachine>(
        this TMachine machine, SlabCache cache, ulong address, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.FreeRcu(cache, address, domain);

    [MethodImpl(Inline)]
    public static void RcuBarrier<TMachine>(this TMachine machine, RcuDomain? domain = null)
        where TMachine : struct, IMachine => machine.RcuBarrier(domain);

    [MethodImpl(Inline)]
    public static ulong Choose<TMachine>(this TMachine machine, Site site, ulong count)
        where TMachine : struct, IMachine => machine.Choose(site, count);

    [MethodImpl(Inline)]
    public static bool Fails<TMachine>(this TMachine machine, Site site)
        where TMachine : struct, IMachine => machine.Fails(site);

    [MethodImpl(Inline)]
    public static void Observe<TMachine>(this TMachine machine, Site key, ulong value)
        where TMachine : struct, IMachine => machine.Observe(key, value);

    [MethodImpl(Inline)]
    public static void Retry<TMachine>(this TMachine machine, Site site)
        where TMachine : struct, IMachine => machine.Retry(site);

    [MethodImpl(Inline)]
    public static void Spin<TMachine>(this TMachine machine, Site site)
        where TMachine : struct, IMachine => machine.Spin(site);
}
