using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The objects of an execution and their states: a fold over the log. Follows which objects other threads can
/// reach: an object becomes shared when its address is stored in a shared object, and with it all it leads
/// to.
/// </summary>
/// <param name="memory">The memory in which the objects lie.</param>
internal sealed class ObjectTable(MemoryImage memory) : IReversible
{
    private const int Segments = 256 * SlabCache.Limit;
    private readonly ObjectSegment?[] segments = new ObjectSegment?[Segments];
    private readonly List<int> used = [];
    private readonly ReversibleList<ulong>?[] reusable = new ReversibleList<ulong>?[SlabCache.Limit];
    private readonly List<(ulong Address, ObjectRecord Before)> journal = [];
    private readonly Stack<ulong> pending = new();
    private readonly MarkStack marks = new();
    private IReadOnlySet<ulong> foreseen = new HashSet<ulong>();

    /// <summary>The record of the object at or around an address of known memory.</summary>
    public ref readonly ObjectRecord this[ulong address] => ref At(address);

    /// <summary>True if the word points into an object that was handed out at some time.</summary>
    public bool IsPointer(ulong word) => !Unsafe.IsNullRef(in Find(word));

    /// <summary>True if the word at an address lies in an object that other threads can reach.</summary>
    public bool IsShared(ulong address)
    {
        ref readonly var record = ref Find(address);
        return !Unsafe.IsNullRef(in record) && record.Shared;
    }

    /// <summary>True if an object may be freed to a cache: it is one of it, and not freed.</summary>
    public bool IsFreeable(ulong address, SlabCache cache) =>
        IsPointer(address) && SimulatedAddress.Object(address) == address
        && SimulatedAddress.Cache(address) == cache && At(address).State != ObjectState.Freed;

    /// <summary>
    /// The object of a type-stable cache that was freed last and not taken again; 0 if there is none.
    /// </summary>
    public ulong Reusable(SlabCache cache) =>
        cache.TypeStable && reusable[cache.Number] is { Count: > 0 } list ? list[^1] : 0;

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

    /// <summary>The addresses of all objects of a state, by thread, cache and ordinal.</summary>
    public IEnumerable<ulong> In(ObjectState state)
    {
        foreach (int segment in used.Order())
        {
            var (cache, list) = (segments[segment]!.Cache, segments[segment]!.Records);
            for (int i = 0; i < list.Length; i++)
            {
                if (list[i].State == state)
                {
                    yield return SimulatedAddress.Of((byte)(segment / SlabCache.Limit), cache, i);
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
        if (!Unsafe.IsNullRef(in record) && (address & 7) == 0)
        {
            var cache = segments[SimulatedAddress.Segment(address)]!.Cache;
            int word = (int)(address & ((1UL << cache.Shift) - 1)) >> 3;
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

    /// <summary>Takes in an allocation of consecutive objects.</summary>
    internal void Allocate(ulong address, int count, int position)
    {
        Reserve(address, count);
        var cache = SimulatedAddress.Cache(address);
        if (cache.TypeStable && At(address).State == ObjectState.Freed)
        {
            reusable[cache.Number]!.Change().Remove(address);
        }

        for (int i = 0; i < count; i++)
        {
            ulong own = address + ((ulong)i << cache.Shift);
            ref var record = ref Change(own);
            var fresh = ObjectRecord.New(position);
            (fresh.Shared, fresh.SavedIn) = (record.Shared, record.SavedIn);
            fresh.Shared |= foreseen.Count > 0 && foreseen.Contains(own);
            record = fresh;
        }
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
        var cache = SimulatedAddress.Cache(address);
        if (cache.TypeStable)
        {
            (reusable[cache.Number] ??= NewList()).Change().Add(address);
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
        bool forward = !IsBackLink(container);
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
            var cache = SimulatedAddress.Cache(next);
            foreach (ulong word in memory.Range(SimulatedAddress.Object(next), cache.Words))
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
        Array.ForEach(reusable, list => list?.Mark());
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
        Array.ForEach(reusable, list => list?.BackTo(mark));
    }

    private static bool IsBackLink(ulong word) =>
        SimulatedAddress.Cache(word).FieldOf(SimulatedAddress.Word(word)).BackLink;

    private ref ObjectRecord At(ulong address)
    {
        var segment = segments[SimulatedAddress.Segment(address)]!;
        return ref segment.Records[segment.Ordinal(address)];
    }

    /// <summary>The record of the object into which a word points, or a null reference.</summary>
    private ref readonly ObjectRecord Find(ulong word)
    {
        if (SimulatedAddress.HasForm(word) && segments[SimulatedAddress.Segment(word)] is { } segment)
        {
            int ordinal = segment.Ordinal(word);
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
            segment = new(SimulatedAddress.Cache(address));
            used.Add(SimulatedAddress.Segment(address));
        }

        segment.Reserve(SimulatedAddress.Ordinal(address) + count);
    }

    /// <summary>A list that can go back to the marks already set, to being empty.</summary>
    private ReversibleList<ulong> NewList()
    {
        var list = new ReversibleList<ulong>();
        for (int i = 0; i < marks.Count; i++)
        {
            list.Mark();
        }

        return list;
    }
}
