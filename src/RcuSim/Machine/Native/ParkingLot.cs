using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// Where threads wait for semaphores: a fixed number of buckets, each a monitor and one queue in order of
/// arrival, which several locks may share. Nothing is allocated by waiting.
/// </summary>
internal sealed unsafe class ParkingLot
{
    private const int BucketBits = 6;
    private readonly Bucket[] buckets = new Bucket[1 << BucketBits];
    private readonly NativeBug bug;

    /// <summary>Makes an empty lot.</summary>
    /// <param name="bug">What is wrong with it on purpose.</param>
    public ParkingLot(NativeBug bug)
    {
        this.bug = bug;
        for (int i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new Bucket();
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
    /// <param name="kept">What the caller goes on holding: nothing, or one shared hold.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void HandOver(ulong* word, ulong held, ulong kept)
    {
        var bucket = BucketOf(word);
        LockWaiter? granted;
        lock (bucket)
        {
            Debug.Assert(Volatile.Read(ref *word) == held, "the word changed under its last holder");
            ulong state = kept;
            granted = bucket.TakeGranted((ulong)word, ref state, bug);

            // (A) Hands the lock over; pairs with (B) in LockWaiter. Moved after the wake-up, the
            // new holder could find the word still in its old state and release it wrongly.
            bool more = bug is not NativeBug.ForgetsWhoStandsBehind && bucket.Contains((ulong)word);
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
            ulong wanted = !free ? seen | NativeSemaphore.Parked
                : mode is LockMode.Read ? seen + NativeSemaphore.Reader : NativeSemaphore.Writer;
            if (bug is NativeBug.MarksLockByStore && !free)
            {
                Volatile.Write(ref *word, wanted);
                return false;
            }

            ulong before = Interlocked.CompareExchange(ref *word, wanted, seen);
            if (before == seen)
            {
                return free;
            }

            seen = before;
        }

        return false;
    }

    private Bucket BucketOf(ulong* word) =>
        buckets[((ulong)word >> 3) * 0x9E37_79B9_7F4A_7C15 >> (64 - BucketBits)];

    /// <summary>A queue of waiters, guarded by its own monitor.</summary>
    private sealed class Bucket
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
        public LockWaiter? TakeGranted(ulong address, ref ulong state, NativeBug bug)
        {
            LockWaiter? head = null;
            LockWaiter? tail = null;
            LockWaiter? previous = null;
            var waiter = first;
            while (waiter is not null)
            {
                var next = waiter.Next;
                bool overlooks = bug is NativeBug.GrantsWriterBesideReaders;
                ulong seen = overlooks ? state & NativeSemaphore.Writer : state;
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
