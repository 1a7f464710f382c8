using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// Where threads wait for semaphores: a fixed number of buckets, each a monitor and one queue in order of
/// arrival, which several locks may share. Nothing is allocated by waiting.
/// </summary>
internal sealed unsafe partial class ParkingLot
{
    private const int BucketBits = 6;
    private readonly Bucket[] buckets = new Bucket[1 << BucketBits];
    private readonly NativeOptions options;

    /// <summary>Makes an empty lot.</summary>
    /// <param name="options">How the system behaves.</param>
    public ParkingLot(NativeOptions options)
    {
        this.options = options;
        for (int i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new Bucket(options);
        }
    }

    /// <summary>How many threads are parked.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (var bucket in buckets)
            {
                lock (bucket)
                {
                    count += bucket.Count;
                }
            }

            return count;
        }
    }

    /// <summary>Takes a semaphore, parking until it is handed over.</summary>
    /// <param name="word">The semaphore's word.</param>
    /// <param name="mode">Read or write.</param>
    /// <param name="waiter">The calling thread's place.</param>
    public void Enter(ulong* word, LockMode mode, LockWaiter waiter)
    {
        var bucket = BucketOf(word);
        lock (bucket)
        {
            if (TakeOrMark(word, mode))
            {
                return;
            }

            waiter.Prepare((ulong)word, mode);
            bucket.Append(waiter);
        }

        waiter.Park();
    }

    /// <summary>
    /// Ends a hold that kept others waiting and gives the semaphore to the first of them: to one writer, or
    /// to all readers that stand before the first writer.
    /// </summary>
    /// <param name="word">The semaphore's word.</param>
    /// <param name="held">What the word reads while the caller's hold is the last one.</param>
    /// <param name="kept">What the caller keeps holding: nothing, or one shared hold.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void HandOver(ulong* word, ulong held, ulong kept)
    {
        var bucket = BucketOf(word);
        LockWaiter? granted;
        lock (bucket)
        {
            Debug.Assert(Volatile.Read(ref *word) == held, "the word changed under its last holder");
            ulong state = kept;
            granted = bucket.TakeGranted((ulong)word, ref state);

            // (A) Hands the lock over; pairs with (B) in LockWaiter. Moved after the wake-up, the
            // new holder could find the word still in its old state and release it wrongly.
            bool more = bucket.Contains((ulong)word) && !options.Acts(NativeBug.ForgetsWhoStandsBehind);
            Volatile.Write(ref *word, state | (more ? NativeSemaphore.Parked : 0));
        }

        while (granted is not null)
        {
            var next = granted.Next;
            granted.Grant();
            granted = next;
        }
    }

    /// <summary>Takes the semaphore if it is free, else marks it so that its release looks here.</summary>
    private bool TakeOrMark(ulong* word, LockMode mode)
    {
        ulong seen = Volatile.Read(ref *word);
        while ((seen & NativeSemaphore.Parked) == 0)
        {
            bool free = mode is LockMode.Read ? (seen & NativeSemaphore.Writer) == 0 : seen == 0;
            ulong hold = mode is LockMode.Read ? NativeSemaphore.Reader : NativeSemaphore.Writer;
            ulong before = free
                ? Interlocked.CompareExchange(ref *word, seen + hold, seen)
                : Mark(word, seen);
            if (before == seen)
            {
                return free;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Marks the semaphore if its word still is the one seen; returns the word before.</summary>
    private ulong Mark(ulong* word, ulong seen)
    {
        if (options.Acts(NativeBug.MarksLockByStore))
        {
            return MarkByStore(word, seen);
        }

        return Interlocked.CompareExchange(ref *word, seen | NativeSemaphore.Parked, seen);
    }

    private Bucket BucketOf(ulong* word) =>
        buckets[((ulong)word >> 3) * 0x9E37_79B9_7F4A_7C15 >> (64 - BucketBits)];

    /// <summary>A queue of waiters, guarded by its own monitor.</summary>
    private sealed class Bucket(NativeOptions options)
    {
        private LockWaiter? first;
        private LockWaiter? last;

        public int Count { get; private set; }

        public void Append(LockWaiter waiter)
        {
            if (last is null)
            {
                first = waiter;
            }
            else
            {
                last.Next = waiter;
            }

            last = waiter;
            Count++;
        }

        public bool Contains(ulong address)
        {
            var waiter = first;
            while (waiter is not null && waiter.Address != address)
            {
                waiter = waiter.Next;
            }

            return waiter is not null;
        }

        /// <summary>Unlinks those who get the lock now and adds their holds to the state.</summary>
        public LockWaiter? TakeGranted(ulong address, ref ulong state)
        {
            LockWaiter? head = null;
            LockWaiter? tail = null;
            LockWaiter? previous = null;
            var waiter = first;
            while (waiter is not null)
            {
                var next = waiter.Next;
                ulong seen = options.Acts(NativeBug.GrantsWriterBesideReaders)
                    ? state & NativeSemaphore.Writer
                    : state;
                if (waiter.Address != address)
                {
                    previous = waiter;
                }
                else if (!waiter.MayJoin(seen))
                {
                    break;
                }
                else
                {
                    state += waiter.Hold;
                    Unlink(previous, waiter);
                    head ??= waiter;
                    _ = tail is null ? null : tail.Next = waiter;
                    tail = waiter;
                }

                waiter = next;
            }

            return head;
        }

        private void Unlink(LockWaiter? previous, LockWaiter waiter)
        {
            if (previous is null)
            {
                first = waiter.Next;
            }
            else
            {
                previous.Next = waiter.Next;
            }

            last = ReferenceEquals(last, waiter) ? previous : last;
            waiter.Next = null;
            Count--;
        }
    }
}
