using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// A machine around another: whoever watches hears what a thread does, and lets some of it fail. So a script
/// has the same failures and the same answers on every machine.
/// </summary>
/// <param name="inner">The machine that does it.</param>
/// <param name="watcher">Who watches.</param>
internal readonly struct WatchedMachine<TMachine>(TMachine inner, IMachineWatcher watcher) : IMachine
    where TMachine : struct, IMachine
{
    /// <inheritdoc/>
    bool IMachine.HasBug(int number) => inner.HasBug(number);

    /// <inheritdoc/>
    ulong IMachine.Load(ulong address, MemoryOrder order) => inner.Load(address, order);

    /// <inheritdoc/>
    void IMachine.Store(ulong address, ulong value, MemoryOrder order, Site? place) =>
        inner.Store(address, value, order, place);

    /// <inheritdoc/>
    ulong IMachine.CompareExchange(
        ulong address, ulong expected, ulong desired, MemoryOrder success, MemoryOrder failure) =>
        inner.CompareExchange(address, expected, desired, success, failure);

    /// <inheritdoc/>
    ulong IMachine.Add(ulong address, ulong value, MemoryOrder order, Site? place) =>
        inner.Add(address, value, order, place);

    /// <inheritdoc/>
    ulong IMachine.Or(ulong address, ulong bits, MemoryOrder order) => inner.Or(address, bits, order);

    /// <inheritdoc/>
    ulong IMachine.And(ulong address, ulong bits, MemoryOrder order) => inner.And(address, bits, order);

    /// <inheritdoc/>
    ulong IMachine.Exchange(ulong address, ulong value, MemoryOrder order) =>
        inner.Exchange(address, value, order);

    /// <inheritdoc/>
    ulong IMachine.Replace(ulong address, ulong mask, ulong value, MemoryOrder order) =>
        inner.Replace(address, mask, value, order);

    /// <inheritdoc/>
    void IMachine.Fence(FenceKind kind) => inner.Fence(kind);

    /// <inheritdoc/>
    int IMachine.FindAtLeast(ulong address, int count, ulong key, MemoryOrder order) =>
        inner.FindAtLeast(address, count, key, order);

    /// <inheritdoc/>
    void IMachine.Copy(ulong destination, ulong source, int words) => inner.Copy(destination, source, words);

    /// <inheritdoc/>
    void IMachine.Fill(ulong address, ulong value, int words) => inner.Fill(address, value, words);

    /// <inheritdoc/>
    ulong IMachine.Allocate(SlabCache cache)
    {
        ulong address = watcher.Fails(cache) ? 0 : inner.Allocate(cache);
        if (address != 0)
        {
            watcher.Allocated(cache, address);
        }

        return address;
    }

    /// <inheritdoc/>
    bool IMachine.AllocateBatch(SlabCache cache, Span<ulong> addresses) =>
        inner.AllocateBatch(cache, addresses);

    /// <inheritdoc/>
    void IMachine.Free(SlabCache cache, ulong address)
    {
        watcher.Freed(cache, address);
        inner.Free(cache, address);
    }

    /// <inheritdoc/>
    ulong IMachine.Await(
        ulong address, ulong mask, Comparison comparison, ulong constant, WaitMode mode, MemoryOrder order) =>
        inner.Await(address, mask, comparison, constant, mode, order);

    /// <inheritdoc/>
    void IMachine.Lock(ulong address, LockMode mode)
    {
        inner.Lock(address, mode);
        watcher.Locked(address, mode);
    }

    /// <inheritdoc/>
    bool IMachine.TryLock(ulong address, LockMode mode) => inner.TryLock(address, mode);

    /// <inheritdoc/>
    void IMachine.Unlock(ulong address, LockMode mode)
    {
        watcher.Unlocked(address, mode);
        inner.Unlock(address, mode);
    }

    /// <inheritdoc/>
    void IMachine.Downgrade(ulong address)
    {
        watcher.Downgraded(address);
        inner.Downgrade(address);
    }

    /// <inheritdoc/>
    void IMachine.RcuEnter(RcuDomain? domain) => inner.RcuEnter(domain);

    /// <inheritdoc/>
    void IMachine.RcuLeave(RcuDomain? domain) => inner.RcuLeave(domain);

    /// <inheritdoc/>
    void IMachine.Synchronize(RcuDomain? domain) => inner.Synchronize(domain);

    /// <inheritdoc/>
    ulong IMachine.TakeRcuState(bool start, RcuDomain? domain) => inner.TakeRcuState(start, domain);

    /// <inheritdoc/>
    bool IMachine.PollRcuState(ulong state, RcuDomain? domain) => inner.PollRcuState(state, domain);

    /// <inheritdoc/>
    void IMachine.CondSynchronize(ulong state, RcuDomain? domain) => inner.CondSynchronize(state, domain);

    /// <inheritdoc/>
    void IMachine.CallRcu(int function, ulong retired, ulong argument, RcuDomain? domain) =>
        inner.CallRcu(function, retired, argument, domain);

    /// <inheritdoc/>
    void IMachine.FreeRcu(SlabCache cache, ulong address, RcuDomain? domain) =>
        inner.FreeRcu(cache, address, domain);

    /// <inheritdoc/>
    void IMachine.RcuBarrier(RcuDomain? domain) => inner.RcuBarrier(domain);

    /// <inheritdoc/>
    void IMachine.Start(string thread) => inner.Start(thread);

    /// <inheritdoc/>
    void IMachine.Join(string thread) => inner.Join(thread);

    /// <inheritdoc/>
    ulong IMachine.Choose(Site site, ulong count) => inner.Choose(site, count);

    /// <inheritdoc/>
    bool IMachine.Fails(Site site) => watcher.Fails(site) || inner.Fails(site);

    /// <inheritdoc/>
    void IMachine.Observe(Site key, ulong value)
    {
        watcher.Observed(key, value);
        inner.Observe(key, value);
    }

    /// <inheritdoc/>
    void IMachine.Retry(Site site) => inner.Retry(site);

    /// <inheritdoc/>
    void IMachine.Spin(Site site) => inner.Spin(site);
}
