using System.Runtime.CompilerServices;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Machine;

/// <summary>
/// The machine of the simulator: every operation is an event handed to the thread's engine, which answers it.
/// Each simulated thread has its own value.
/// </summary>
/// <param name="thread">The thread whose events these are.</param>
internal readonly partial struct TracedMachine(SimulatedThread thread) : IMachine
{
    /// <inheritdoc/>
    public bool HasBug(int number) => thread.HasBug(number);

    /// <inheritdoc/>
    public ulong Load(ulong address, MemoryOrder order) => thread.Perform(
        new Operation { Kind = OperationKind.Load, Address = address, Order = OfLoad(order) });

    /// <inheritdoc/>
    public void Store(ulong address, ulong value, MemoryOrder order, Site? place = null)
    {
        bool acquires = order
            is MemoryOrder.Acquire or MemoryOrder.Dereference or MemoryOrder.AcquireRelease
            or MemoryOrder.Dependency;
        if (acquires)
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, "a store has nothing to acquire");
        }

        Access(OperationKind.Store, address, value, order, place: place);
    }

    /// <inheritdoc/>
    public ulong CompareExchange(
        ulong address, ulong expected, ulong desired, MemoryOrder success, MemoryOrder failure) =>
        thread.Perform(new Operation
        {
            Kind = OperationKind.CompareExchange,
            Address = address,
            Value = desired,
            Operand = expected,
            Order = success,
            FailureOrder = OfFailure(failure),
        });

    /// <inheritdoc/>
    public ulong Add(ulong address, ulong value, MemoryOrder order, Site? place = null) =>
        Access(OperationKind.Add, address, value, order, place: place);

    /// <inheritdoc/>
    public ulong Or(ulong address, ulong bits, MemoryOrder order) =>
        Access(OperationKind.Or, address, bits, order);

    /// <inheritdoc/>
    public ulong And(ulong address, ulong bits, MemoryOrder order) =>
        Access(OperationKind.And, address, bits, order);

    /// <inheritdoc/>
    public ulong Exchange(ulong address, ulong value, MemoryOrder order) =>
        Access(OperationKind.Exchange, address, value, order);

    /// <inheritdoc/>
    public ulong Replace(ulong address, ulong mask, ulong value, MemoryOrder order) =>
        Access(OperationKind.Replace, address, value, order, mask);

    /// <inheritdoc/>
    public void Fence(FenceKind kind) => Perform(OperationKind.Fence, detail: (byte)kind);

    /// <inheritdoc/>
    public int FindAtLeast(ulong address, int count, ulong key, MemoryOrder order)
    {
        int i = 0;
        while (i < count && Load(address + ((ulong)i * 8), order) < key)
        {
            i++;
        }

        return i;
    }

    /// <inheritdoc/>
    public void Copy(ulong destination, ulong source, int words) =>
        Access(OperationKind.Copy, destination, source, MemoryOrder.Plain, Count(words));

    /// <inheritdoc/>
    public void Fill(ulong address, ulong value, int words) =>
        Access(OperationKind.Fill, address, value, MemoryOrder.Plain, Count(words));

    /// <inheritdoc/>
    public ulong Allocate(SlabCache cache) => Take(cache, 1);

    /// <inheritdoc/>
    public bool AllocateBatch(SlabCache cache, Span<ulong> addresses)
    {
        ulong first = Take(cache, addresses.Length);
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = first == 0 ? 0 : first + ((ulong)i << cache.Shift);
        }

        return first != 0;
    }

    /// <inheritdoc/>
    public void Free(SlabCache cache, ulong address) =>
        Perform(OperationKind.Free, address, detail: (ushort)cache.Usable().Number);

    /// <inheritdoc/>
    public ulong Await(
        ulong address,
        ulong mask,
        Comparison comparison,
        ulong constant,
        WaitMode mode,
        MemoryOrder order) =>
        thread.Perform(new Operation
        {
            Kind = OperationKind.Await,
            Address = address,
            Value = constant,
            Operand = mask,
            Detail = Operation.Waits(comparison, mode),
            Order = OfLoad(order),
        });

    /// <inheritdoc/>
    public void Lock(ulong address, LockMode mode) =>
        Perform(OperationKind.Lock, address, detail: (byte)mode);

    /// <inheritdoc/>
    public bool TryLock(ulong address, LockMode mode) =>
        Perform(OperationKind.TryLock, address, detail: (byte)mode) != 0;

    /// <inheritdoc/>
    public void Unlock(ulong address, LockMode mode) =>
        Perform(OperationKind.Unlock, address, detail: (byte)mode);

    /// <inheritdoc/>
    public void Downgrade(ulong address) => Perform(OperationKind.Downgrade, address);

    /// <inheritdoc/>
    public void RcuEnter(RcuDomain? domain = null) =>
        Perform(OperationKind.RcuEnter, detail: Number(domain));

    /// <inheritdoc/>
    public void RcuLeave(RcuDomain? domain = null) =>
        Perform(OperationKind.RcuLeave, detail: Number(domain));

    /// <inheritdoc/>
    public void Synchronize(RcuDomain? domain = null)
    {
        Perform(GracePeriodBegin, detail: Number(domain));
        Perform(GracePeriodEnd, detail: Number(domain));
    }

    /// <inheritdoc/>
    public ulong TakeRcuState(bool start, RcuDomain? domain = null) =>
        Perform(TakeState, value: start ? 1UL : 0, detail: Number(domain));

    /// <inheritdoc/>
    public bool PollRcuState(ulong state, RcuDomain? domain = null) => Poll(state, domain, waits: false);

    /// <inheritdoc/>
    public void CondSynchronize(ulong state, RcuDomain? domain = null)
    {
        if (!Poll(state, domain, waits: true))
        {
            Synchronize(domain);
        }
    }

    /// <inheritdoc/>
    public void CallRcu(int function, ulong retired, ulong argument = 0, RcuDomain? domain = null) =>
        Queue(RcuFunction.Checked(function), retired, argument, domain);

    /// <inheritdoc/>
    public void FreeRcu(SlabCache cache, ulong address, RcuDomain? domain = null) =>
        Queue(RcuFunction.Free, address, (ulong)cache.Usable().Number, domain);

    /// <inheritdoc/>
    public void RcuBarrier(RcuDomain? domain = null)
    {
        Perform(BarrierBegin, detail: Number(domain));
        Perform(BarrierEnd, detail: Number(domain));
    }

    /// <inheritdoc/>
    public void Start(string other) => Perform(
        OperationKind.Start, detail: thread.Nth(thread.Roster.ToStart(other)).Index);

    /// <inheritdoc/>
    public void Join(string other) => Perform(
        OperationKind.Join, detail: thread.Nth(thread.Roster.ToJoin(other)).Index);

    /// <inheritdoc/>
    public ulong Choose(Site site, ulong count) => Ask(OperationKind.Choose, site, count);

    /// <inheritdoc/>
    public bool Fails(Site site) => Ask(Fail, site, 0) != 0;

    /// <inheritdoc/>
    public void Observe(Site key, ulong value) => Ask(OperationKind.Observe, key, value);

    /// <inheritdoc/>
    public void Retry(Site site) => Ask(OperationKind.Retry, Head(site), 0);

    /// <inheritdoc/>
    public void Spin(Site site)
    {
        if (Ask(OperationKind.Spin, Head(site), 0) != 0)
        {
            Ask(SpinEnd, site, 0);
        }
    }

    private void Queue(int function, ulong retired, ulong argument, RcuDomain? domain) => Perform(
        OperationKind.CallRcu, retired, (ulong)function, Number(domain), argument);

    private bool Poll(ulong state, RcuDomain? domain, bool waits) => Perform(
        PollState, value: state, detail: Number(domain), operand: waits ? 1UL : 0) != 0;

    private ulong Perform(
        OperationKind kind, ulong address = 0, ulong value = 0, ushort detail = 0, ulong operand = 0) =>
        thread.Perform(new Operation
        {
            Kind = kind,
            Address = address,
            Value = value,
            Detail = detail,
            Operand = operand,
        });

    private ulong Access(
        OperationKind kind,
        ulong address,
        ulong value,
        MemoryOrder order,
        ulong operand = 0,
        Site? place = null) =>
        thread.Perform(new Operation
        {
            Kind = kind,
            Site = place is null ? (ushort)0 : Number(place),
            Address = address,
            Value = value,
            Operand = operand,
            Order = order,
            FailureOrder = order,
        });

    private ulong Ask(
        OperationKind kind,
        Site site,
        ulong value,
        [CallerArgumentExpression(nameof(site))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(site, name);
        return thread.Perform(new Operation { Kind = kind, Site = Number(site), Value = value });
    }

    private ulong Take(SlabCache cache, int count) => thread.Perform(new Operation
    {
        Kind = OperationKind.Allocate,
        Address = thread.NextAddress(cache, count),
        Operand = (ulong)count,
        Detail = (ushort)cache.Number,
    });
}
