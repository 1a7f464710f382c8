using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// What one real thread needs to use a <see cref="NativeSystem"/>: its magazines of free objects, its
/// read-side critical sections and its place in the parking lot. Used by one thread at a time.
/// </summary>
/// <remarks>
/// The slow paths are never inlined: a call into the operating system anywhere in a method costs its whole
/// caller a frame.
/// </remarks>
public sealed unsafe class NativeThread : IDisposable
{
    private const int TurnsBeforeYield = 64;
    private const int CacheLine = 64;
    private readonly PlannedFailure failures = new();

    // Zero without being touched, so that only the magazines in use take memory.
    private readonly void* block;
    private int retries;
    private int spins;

    internal NativeThread(NativeSystem system)
    {
        Owner = system;
        Rcu = new NativeRcu(system, this);
        Reader = Rcu.Reader;
        Waiter = new LockWaiter(system.Options.ParkAtOnce);
        block = NativeMemory.AllocZeroed(SlabCache.Limit + 1, (nuint)sizeof(SlabMagazine));
        Magazines = (SlabMagazine*)(((nuint)block + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }

    /// <summary>The system it belongs to.</summary>
    internal NativeSystem Owner { get; }

    /// <summary>The machine that runs on this thread.</summary>
    public NativeMachine Machine => new(this);

    /// <summary>True once the allocation last planned to fail has been asked for.</summary>
    internal bool FailureHappened => failures.Happened;

    /// <summary>The thread's read-side critical sections of RCU itself.</summary>
    internal EpochReader Reader { get; }

    /// <summary>What it asks of RCU, beside entering and leaving sections.</summary>
    internal NativeRcu Rcu { get; }

    /// <summary>The thread's place in the parking lot.</summary>
    internal LockWaiter Waiter { get; }

    /// <summary>One magazine for each cache number; null once disposed.</summary>
    internal SlabMagazine* Magazines { get; private set; }

    private bool GoesSlowly => Owner.Options.PoisonOnFree || failures.Armed;

    /// <summary>
    /// Makes an allocation by this thread fail. Until then every one takes the slow path; without a plan the
    /// fast path does not know of plans.
    /// </summary>
    /// <param name="nth">Which one, from 1 for the next. A batch counts as many as it asks for.</param>
    /// <param name="andLater">True if all later ones fail too, until <see cref="CancelFailure"/>.</param>
    internal void PlanFailure(long nth, bool andLater = false)
    {
        failures.Arm(nth, andLater);
        HideAll();
    }

    /// <summary>Forgets the planned failure.</summary>
    internal void CancelFailure() => failures.Disarm();

    /// <summary>
    /// Returns the magazines' objects to their slabs. The thread must not be inside a section.
    /// </summary>
    public void Dispose()
    {
        if (Magazines is null)
        {
            return;
        }

        Owner.Retire(this);
        for (int number = 0; number < SlabCache.Count; number++)
        {
            NativeMemory.AlignedFree(Magazines[number].Objects);
        }

        NativeMemory.Free(block);
        Magazines = null;
    }

    /// <summary>Takes an object when the magazine's fast path found none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ulong AllocateSlowly(SlabCache cache)
    {
        ulong address = 0;
        return AllocateBatch(cache, new Span<ulong>(ref address)) ? address : 0;
    }

    /// <summary>Takes several objects: all or none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool AllocateBatch(SlabCache cache, Span<ulong> addresses)
    {
        var magazine = Magazines + cache.Number;
        if (failures.Hits(addresses.Length))
        {
            return false;
        }

        var slab = Owner.SlabOf(cache);
        magazine->Show();
        bool taken = Take(slab, magazine, addresses);
        if (taken && Owner.Options.PoisonOnFree && !cache.TypeStable)
        {
            PoisonCheck.Taken(cache, addresses);
        }

        if (GoesSlowly)
        {
            magazine->Hide();
        }

        return taken;
    }

    /// <summary>Gives an object back when the magazine's fast path found no room.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void FreeSlowly(SlabCache cache, ulong address)
    {
        if (Owner.Options.PoisonOnFree && !cache.TypeStable)
        {
            PoisonCheck.Given(cache, address);
        }

        var magazine = Magazines + cache.Number;
        magazine->Show();
        if (magazine->Count == SlabMagazine.Room)
        {
            // The oldest go: the newest are still in this processor's cache.
            var held = magazine->Held;
            Owner.SlabOf(cache).Give(held[..SlabMagazine.Batch]);
            held[SlabMagazine.Batch..].CopyTo(held);
            magazine->Count = SlabMagazine.Room - SlabMagazine.Batch;
        }

        magazine->Objects[magazine->Count++] = address;
        magazine->Freed++;
        if (GoesSlowly)
        {
            magazine->Hide();
        }
    }

    /// <summary>
    /// Lets others run now and then: a loop that retries may wait for a thread that has no processor.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Retry()
    {
        if (++retries % TurnsBeforeYield == 0)
        {
            Thread.Yield();
        }
    }

    /// <summary>Passes a turn of a loop that waits for another thread.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Spin() => Backoff.Spin(ref spins);

    /// <summary>Has another thread of the scenario begin.</summary>
    internal void Start(string other) => Owner.Options.Starts.Start(other);

    /// <summary>Waits until another thread of the scenario has ended.</summary>
    internal void Join(string other) => Owner.Options.Starts.Join(other);

    private static bool Take(NativeSlab slab, SlabMagazine* magazine, Span<ulong> addresses)
    {
        int taken = Math.Min(magazine->Count, addresses.Length);
        var rest = addresses[taken..];
        if (rest.Length >= SlabMagazine.Batch)
        {
            if (!slab.Take(rest))
            {
                return false;
            }

            rest.Reverse();
            rest = default;
        }

        Pop(magazine, addresses[..taken]);
        if (!rest.IsEmpty)
        {
            if (!slab.Take(new Span<ulong>(magazine->Objects, SlabMagazine.Batch)))
            {
                Push(magazine, addresses[..taken]);
                return false;
            }

            magazine->Count = SlabMagazine.Batch;
            Pop(magazine, rest);
        }

        magazine->Allocated += addresses.Length;
        return true;
    }

    private static void Pop(SlabMagazine* magazine, Span<ulong> addresses)
    {
        int count = magazine->Count;
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = magazine->Objects[--count];
        }

        magazine->Count = count;
    }

    private static void Push(SlabMagazine* magazine, ReadOnlySpan<ulong> addresses)
    {
        foreach (ulong address in addresses)
        {
            magazine->Objects[magazine->Count++] = address;
        }
    }

    private void HideAll()
    {
        for (int number = 0; number < SlabCache.Count; number++)
        {
            Magazines[number].Hide();
        }
    }
}
