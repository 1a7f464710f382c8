using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The objects of an execution and their states: a fold over the log. Follows which objects other threads can
/// reach: an object becomes shared when its address is stored in a shared object, and with it all it leads
/// to.
/// </summary>
/// <param name="memory">The memory in which the objects lie.</param>
public sealed class ObjectTable(MemoryImage memory) : IReversible
{
    private const int Segments = 256 * SlabCache.Limit;
    private readonly ObjectRecord[]?[] records = new ObjectRecord[]?[Segments];
    private readonly List<int> used = [];
    private readonly ReversibleList<ulong>?[] reusable = new ReversibleList<ulong>?[SlabCache.Limit];
    private readonly List<(ulong Address, ObjectRecord Before)> journal = [];
    private readonly Stack<ulong> pending = new();
    private readonly MarkStack marks = new();

    /// <summary>The record of the object at or around an address of known memory.</summary>
    public ref readonly ObjectRecord this[ulong address] => ref At(address);

    /// <summary>True if the word points into an object that was handed out at some time.</summary>
    public bool IsPointer(ulong word)
    {
        if (!SimulatedAddress.IsAddress(word))
        {
            return false;
        }

        var list = records[SimulatedAddress.Segment(word)];
        int ordinal = SimulatedAddress.Ordinal(word);
        return list is not null && ordinal < list.Length && list[ordinal].State != ObjectState.Never;
    }

    /// <summary>True if the word at an address lies in an object that other threads can reach.</summary>
    public bool IsShared(ulong address) => IsPointer(address) && At(address).Shared;

    /// <summary>
    /// True if an access to the word at an address means something: the object is not freed, or the word may
    /// be read all the same and its reader checks afterwards what it got.
    /// </summary>
    public bool IsAccessible(ulong address)
    {
        if ((address & 7) != 0 || !IsPointer(address))
        {
            return false;
        }

        var cache = SimulatedAddress.Cache(address);
        int word = SimulatedAddress.Word(address);
        return word < cache.Words
            && (At(address).State != ObjectState.Freed
                || (cache.TypeStable && cache.FieldOf(word).Speculative));
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

    /// <summary>The addresses of all objects of a state, by thread, cache and ordinal.</summary>
    public IEnumerable<ulong> In(ObjectState state)
    {
        foreach (int segment in used.Order())
        {
            var list = records[segment];
            for (int i = 0; list is not null && i < list.Length; i++)
            {
                if (list[i].State == state)
                {
                    var cache = SlabCache.Find(segment % SlabCache.Limit)!;
                    yield return SimulatedAddress.Of((byte)(segment / SlabCache.Limit), cache, i);
                }
            }
        }
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
            ref var record = ref Change(address + ((ulong)i << cache.Shift));
            var fresh = ObjectRecord.New(position);
            (fresh.Shared, fresh.SavedIn) = (record.Shared, record.SavedIn);
            record = fresh;
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

    private ref ObjectRecord At(ulong address) =>
        ref records[SimulatedAddress.Segment(address)]![SimulatedAddress.Ordinal(address)];

    private void Reserve(ulong address, int count)
    {
        int segment = SimulatedAddress.Segment(address);
        int end = SimulatedAddress.Ordinal(address) + count;
        if (records[segment] is null)
        {
            used.Add(segment);
        }

        var list = records[segment] ?? [];
        if (list.Length < end)
        {
            Array.Resize(ref list, Math.Max(end, Math.Max(16, list.Length * 2)));
        }

        records[segment] = list;
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
