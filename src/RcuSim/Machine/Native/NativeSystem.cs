namespace RcuSim.Machine;

/// <summary>
/// One native world: the memory, the grace periods, the callbacks and the waiting threads that its
/// <see cref="NativeMachine"/>s share. Thread-safe, except where a member says otherwise.
/// </summary>
/// <remarks>
/// Dispose it only when all of its threads have stopped: callbacks still queued run then, and all memory goes
/// back.
/// </remarks>
public sealed class NativeSystem : IDisposable
{
    private readonly object gate = new();
    private readonly NativeSlab?[] slabs = new NativeSlab?[SlabCache.Limit];
    private readonly long[] retiredAllocated = new long[SlabCache.Limit];
    private readonly long[] retiredFreed = new long[SlabCache.Limit];
    private readonly List<NativeThread> threads = [];
    private readonly NativeDomains domains;
    private readonly ChunkSource memory;
    private readonly RcuRunner<NativeMachine> runner;
    private readonly NativeThread pumpThread;
    private readonly Task pump;
    private bool disposed;

    /// <summary>Makes a world.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="runner">Runs RCU callbacks; null if none will be queued.</param>
    public NativeSystem(NativeOptions? options = null, RcuRunner<NativeMachine>? runner = null)
    {
        Options = options ?? new NativeOptions();
        memory = new ChunkSource(Options.HugePages);
        this.runner = runner ?? ((_, function, _, _) =>
            throw new InvalidOperationException($"no runner was given for RCU callback {function}"));
        GracePeriods = new GracePeriods(Options);
        Parking = new ParkingLot(Options);
        pumpThread = CreateThread();
        Held = Options.DeferCallbacks ? new CallbackHold() : null;
        domains = new(this);
        Callbacks = new CallbackPump(
            () => pumpThread.Rcu.Synchronize(domain: 0), callback => Run(pumpThread, callback), Options);
        pump = Options.DeferCallbacks ? Task.CompletedTask : Task.Run(Callbacks.RunAsync);
    }

    /// <summary>How it behaves.</summary>
    public NativeOptions Options { get; }

    /// <summary>How many threads are parked on its semaphores now.</summary>
    internal int ParkedThreads => Parking.Count;

    /// <summary>How many callbacks are held, if they are deferred.</summary>
    internal int HeldCallbacks => Held?.Count ?? 0;

    /// <summary>How many callbacks with a function are held, if they are deferred.</summary>
    internal int CountHeld(int function) => Held?.CountOf(function) ?? 0;

    /// <summary>How many callbacks its pump has run.</summary>
    internal long RanCallbacks => Callbacks.Done;

    /// <summary>The grace periods of RCU itself.</summary>
    internal GracePeriods GracePeriods { get; }

    /// <summary>Runs the callbacks of RCU itself, unless they are held.</summary>
    internal CallbackPump Callbacks { get; }

    /// <summary>Holds its callbacks; null if a pump runs them.</summary>
    internal CallbackHold? Held { get; }

    /// <summary>Where its threads wait for semaphores.</summary>
    internal ParkingLot Parking { get; }

    /// <summary>Makes the context that one real thread needs. Dispose it when that thread is done.</summary>
    public NativeThread CreateThread() => AddThread(atEnd: false);

    /// <summary>How many objects of a cache are in use. Exact while no thread allocates or frees.</summary>
    public long Live(SlabCache cache) => Statistics(cache).Live;

    /// <summary>What became of a cache's objects. Exact while no thread allocates or frees.</summary>
    internal unsafe SlabStatistics Statistics(SlabCache cache)
    {
        lock (gate)
        {
            long allocated = retiredAllocated[cache.Number];
            long freed = retiredFreed[cache.Number];
            var (reserved, used, bookkeeping) = slabs[cache.Number]?.Bytes ?? default;
            foreach (var thread in threads)
            {
                var magazine = thread.Magazines + cache.Number;
                allocated += magazine->Allocated;
                freed += magazine->Freed;
                bookkeeping += magazine->Objects is null ? 0 : SlabMagazine.Room * sizeof(ulong);
            }

            return new()
            {
                Allocated = allocated,
                Freed = freed,
                ReservedBytes = reserved,
                UsedBytes = used,
                BookkeepingBytes = bookkeeping,
            };
        }
    }

    /// <summary>
    /// Runs the deferred callbacks in order, those too that they queue, on the calling thread; no grace
    /// period is waited for, unless one was started to be polled. Only with
    /// <see cref="NativeOptions.DeferCallbacks"/>, one thread at a time.
    /// </summary>
    /// <param name="visitor">Gets each callback instead of the system's own runner; null for that
    /// one.</param>
    /// <returns>How many there were.</returns>
    public int RunCallbacks(RcuRunner<NativeMachine>? visitor = null)
    {
        if (Held is null)
        {
            throw new InvalidOperationException("callbacks are not deferred: a pump runs them");
        }

        int count = 0;
        while (Held.TryTake(out var callback))
        {
            if (callback.AsksForGracePeriod)
            {
                GracePeriodsOf((ushort)callback.Argument).Synchronize();
            }

            callback.Run(pumpThread, visitor ?? runner);
            count++;
        }

        return count;
    }

    /// <summary>Runs what is still queued, then frees all memory.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
        }

        try
        {
            if (Options.DeferCallbacks)
            {
                RunCallbacks();
            }
            else
            {
                domains.Settle(Callbacks);
                Callbacks.Complete();
                pump.GetAwaiter().GetResult();
                domains.Complete();
            }
        }
        finally
        {
            Release();
        }
    }

    /// <summary>The memory of a cache.</summary>
    internal NativeSlab SlabOf(SlabCache cache)
    {
        // (I) Sees a slab only whole; pairs with (H).
        var slab = Volatile.Read(ref slabs[cache.Number]);
        if (slab is not null)
        {
            return slab;
        }

        lock (gate)
        {
            // (H) Publishes a whole slab; pairs with (I). Moved up, another thread could use one whose
            // fields are not there yet.
            slab = slabs[cache.Number] ?? NewSlab(cache);
            Volatile.Write(ref slabs[cache.Number], slab);
            return slab;
        }
    }

    /// <summary>Takes over what a thread leaves behind.</summary>
    internal unsafe void Retire(NativeThread thread)
    {
        lock (gate)
        {
            for (int number = 0; number < SlabCache.Count; number++)
            {
                var magazine = thread.Magazines + number;
                retiredAllocated[number] += magazine->Allocated;
                retiredFreed[number] += magazine->Freed;
                if (magazine->Objects is not null)
                {
                    magazine->Show();
                    slabs[number]!.Give(magazine->Held);
                }
            }

            threads.Remove(thread);
        }

        thread.Rcu.Unregister();
    }

    /// <summary>Makes a thread; for a domain also while callbacks run at the end.</summary>
    internal NativeThread AddThread(bool atEnd)
    {
        var thread = new NativeThread(this);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed && !atEnd, this);
            threads.Add(thread);
        }

        return thread;
    }

    /// <summary>The grace periods of a domain.</summary>
    internal GracePeriods GracePeriodsOf(ushort domain) =>
        domain == 0 ? GracePeriods : domains.GracePeriodsOf(domain);

    /// <summary>What runs the callbacks of a domain, unless they are held.</summary>
    internal CallbackPump CallbacksOf(ushort domain) => domain == 0 ? Callbacks : domains.CallbacksOf(domain);

    /// <summary>True for a thread that runs callbacks, and where nobody runs them yet.</summary>
    internal bool RunsCallbacks(NativeThread thread) => Options.DeferCallbacks
        || ReferenceEquals(thread, pumpThread) || domains.AreRunBy(thread);

    /// <summary>Runs a callback on the thread of a pump.</summary>
    internal void Run(NativeThread thread, NativeCallback callback) => callback.Run(thread, runner);

    /// <summary>Waits until all callbacks queued before in a domain have run.</summary>
    internal void Barrier(NativeThread caller, ushort domain)
    {
        if (Options.DeferCallbacks)
        {
            RunCallbacks();
        }
        else if (domain == 0 ? ReferenceEquals(caller, pumpThread) : domains.IsRunBy(domain, caller))
        {
            throw new InvalidOperationException("a callback that waits for all callbacks never ends");
        }
        else
        {
            CallbacksOf(domain).Barrier();
        }
    }

    private NativeSlab NewSlab(SlabCache cache)
    {
        var namesake = Array.Find(
            slabs, slab => slab?.Cache.Name == cache.Usable().Name && slab.Cache.Root != cache.Root);
        return namesake is null
            ? new(cache, memory, poison: Options.PoisonOnFree && !cache.TypeStable)
            : throw new InvalidOperationException(cache.ClashWith(namesake.Cache));
    }

    private void Release()
    {
        foreach (var thread in threads.ToArray())
        {
            thread.Dispose();
        }

        foreach (var slab in slabs)
        {
            slab?.Release();
        }

        memory.Release();
    }
}
