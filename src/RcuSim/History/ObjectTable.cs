using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The objects of an execution and their states: a fold over the log. Follows which objects other threads can
/// reach: an object becomes shared when its address is stored in a shared object, and with it all it leads
/// to.
/// </summary>
/// <param name="memory">The memory in which the objects lie.</param>
internal sealed partial class ObjectTable(MemoryImage memory) : IReversible
{
    private const int Threads = 256;
    private readonly ObjectSegment?[] segments = new ObjectSegment?[SimulatedAddress.Segments];
    private readonly List<int> used = [];
    private readonly ReversibleArray<int> taken = new(SlabCache.Count * Threads);
    private readonly FreedObjects freed = new();
    private readonly List<(ulong Address, ObjectRecord Before)> journal = [];
    private readonly Stack<ulong> pending = new();
    private readonly MarkStack marks = new();
    private IReadOnlySet<ulong> foreseen = new HashSet<ulong>();

    /// <summary>The record of the object at or around an address of known memory.</summary>
    public ref readonly ObjectRecord this[ulong address] => ref At(address);

    /// <summary>True if the word points into an object that was handed out at some time, tagged or not.
    /// </summary>
    public bool IsPointer(ulong word) => !Unsafe.IsNullRef(in Find(word));

    /// <summary>True if the word at an address lies in an object that other threads can reach.</summary>
    public bool IsShared(ulong address)
    {
        ref readonly var record = ref Find(address);
        return !Unsafe.IsNullRef(in record) && record.Shared;
    }

    /// <summary>
    /// The freed objects of a type-stable cache whose memory can be taken again, the last freed last; valid
    /// until the next event.
    /// </summary>
    public ReadOnlySpan<ulong> Reusable(SlabCache cache) => freed.Of(cache);

    /// <summary>The address of the next object of a cache that no callback has had yet.</summary>
    public ulong NextForCallbacks(SlabCache cache)
    {
        var (thread, n) = (SimulatedAddress.Callbacks, 0);
        while (IsPointer(SimulatedAddress.Of(thread, cache, n)))
        {
            n++;
        }

        return SimulatedAddress.Of(thread, cache, n);
    }

    /// <summary>The addresses of all objects of a state, by thread, size and ordinal.</summary>
    public IEnumerable<ulong> In(ObjectState state)
    {
        foreach (int segment in used.Order())
        {
            var list = segments[segment]!.Records;
            for (int i = 0; i < list.Length; i++)
            {
                if (list[i].State == state)
                {
                    var cache = SlabCache.At(list[i].Cache);
                    yield return SimulatedAddress.Of(SimulatedAddress.ThreadOf(segment), cache, i);
                }
            }
        }
    }

    /// <summary>
    /// The record of the object in which a word lies that means something: the object is not freed, or the
    /// word may be used all the same and its reader checks afterwards what it got. A null reference if there
    /// is none. Valid until the next allocation.
    /// </summary>
    internal ref readonly ObjectRecord Accessible(ulong address)
    {
        ref readonly var record = ref Find(address);
        if (!Unsafe.IsNullRef(in record) && (address & 7) == 0 && SimulatedAddress.IsAddress(address))
        {
            var cache = SlabCache.At(record.Cache);
            int word = SimulatedAddress.Word(address);
            if (word < cache.Words
                && (record.State != ObjectState.Freed
                    || (cache.TypeStable && cache.FieldOf(word).Speculative)))
            {
                return ref record;
            }
        }

        return ref Unsafe.NullRef<ObjectRecord>();
    }

    /// <summary>The record of an object, to change.</summary>
    internal ref ObjectRecord Change(ulong address)
    {
        ref var record = ref At(address);
        if (record.SavedIn != marks.Epoch)
        {
            journal.Add((address, record));
            record.SavedIn = marks.Epoch;
        }

        return ref record;
    }

    /// <summary>
    /// Takes in that a thread asks a cache for objects, and gets them or not; returns the ordinal of the
    /// first.
    /// </summary>
    internal int CountTaken(byte thread, SlabCache cache, int count)
    {
        ref int ordinal = ref taken.Change((cache.Root.Number * Threads) + thread);
        ordinal += count;
        return ordinal - count;
    }

    /// <summary>Takes in an allocation of consecutive objects that were never there before.</summary>
    internal void Allocate(ulong address, SlabCache cache, int count, int ordinal, int position)
    {
        Reserve(address, count);
        for (int i = 0; i < count; i++)
        {
            Begin(address + ((ulong)i << cache.Shift), cache, ordinal + i, position);
        }
    }

    /// <summary>Takes in that a freed object of a type-stable cache is taken again.</summary>
    internal void Reuse(ulong address, int position)
    {
        var cache = CacheOf(address);
        freed.Remove(cache, address);
        Begin(address, cache, At(address).Ordinal, position);
    }

    /// <summary>Has objects count as shared from now on, those that are not there yet from their
    /// allocation.</summary>
    internal void Foresee(IReadOnlySet<ulong> addresses)
    {
        foreseen = addresses;
        foreach (ulong address in addresses)
        {
            if (IsPointer(address))
            {
                Share(address, -1);
            }
        }
    }

    /// <summary>Takes in that an object was freed.</summary>
    internal void Free(ulong address, int position)
    {
        ref var record = ref Change(address);
        record.State = ObjectState.Freed;
        record.FreedAt = position;
        var cache = CacheOf(address);
        if (cache.TypeStable)
        {
            freed.Add(cache, address);
        }
    }

    /// <summary>Takes in that a word of an object changed from one value to another.</summary>
    internal void Link(ulong container, ulong before, ulong after, int position)
    {
        bool wasPointer = before != after && IsPointer(before), isPointer = IsPointer(after);
        if (!wasPointer && !isPointer)
        {
            return;
        }

        bool shared = At(container).Shared;
        bool forward = !FieldOf(container).BackLink;
        if (wasPointer && shared && forward)
        {
            Change(before).UnlinkedAt = position;
        }

        byte tag = (byte)(after & SimulatedAddress.TagMask);
        if (isPointer && forward && At(after).Tag != tag)
        {
            Change(after).Tag = tag;
        }

        if (isPointer && shared)
        {
            Share(after, position);
        }
    }

    /// <summary>Makes an object shared, with all it leads to.</summary>
    internal void Share(ulong address, int position)
    {
        if (At(address).Shared)
        {
            return;
        }

        pending.Push(address);
        while (pending.TryPop(out ulong next))
        {
            if (At(next).Shared)
            {
                continue;
            }

            ref var record = ref Change(next);
            record.Shared = true;
            record.PublishedAt = position;
            int words = CacheOf(next).Words;
            foreach (ulong word in memory.Range(SimulatedAddress.Object(next), words))
            {
                if (IsPointer(word) && !At(word).Shared)
                {
                    pending.Push(word);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        marks.Mark(journal.Count);
        taken.Mark();
        freed.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int length = marks.BackTo(mark);
        for (int i = journal.Count - 1; i >= length; i--)
        {
            At(journal[i].Address) = journal[i].Before;
        }

        journal.RemoveRange(length, journal.Count - length);
        taken.BackTo(mark);
        freed.BackTo(mark);
    }

    private void Begin(ulong address, SlabCache cache, int ordinal, int position)
    {
        ref var record = ref Change(address);
        var fresh = ObjectRecord.New(cache, ordinal, position);
        (fresh.Shared, fresh.SavedIn) = (record.Shared, record.SavedIn);
        fresh.Shared |= foreseen.Count > 0 && foreseen.Contains(address);
        record = fresh;
    }

    private ref ObjectRecord At(ulong address)
    {
        var segment = segments[SimulatedAddress.Segment(address)]!;
        return ref segment.Records[SimulatedAddress.Ordinal(address)];
    }

    /// <summary>The record of the object into which a word points, or a null reference.</summary>
    private ref readonly ObjectRecord Find(ulong word)
    {
        if (SimulatedAddress.HasForm(word) && segments[SimulatedAddress.Segment(word)] is { } segment)
        {
            int ordinal = SimulatedAddress.Ordinal(word);
            if (ordinal < segment.Records.Length && segment.Records[ordinal].State != ObjectState.Never)
            {
                return ref segment.Records[ordinal];
            }
        }

        return ref Unsafe.NullRef<ObjectRecord>();
    }

    private void Reserve(ulong address, int count)
    {
        ref var segment = ref segments[SimulatedAddress.Segment(address)];
        if (segment is null)
        {
            segment = new();
            used.Add(SimulatedAddress.Segment(address));
        }

        segment.Reserve(SimulatedAddress.Ordinal(address) + count);
    }
}
