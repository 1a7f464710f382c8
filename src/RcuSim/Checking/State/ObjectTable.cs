using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// The objects of an execution and their states: a fold over the log. Follows which objects other threads can
/// reach: an object becomes shared when its address is stored in a shared object, and with it all it leads
/// to.
/// </summary>
/// <param name="memory">The memory in which the objects lie.</param>
public sealed class ObjectTable(MemoryImage memory)
{
    private const int Segments = 256 * SlabCache.Limit;
    private readonly ObjectRecord[]?[] records = new ObjectRecord[]?[Segments];
    private readonly ObjectRecord[]?[] saved = new ObjectRecord[]?[Segments];
    private readonly List<int> used = [];
    private readonly Stack<ulong> pending = new();

    /// <summary>The record of the object at or around an address of known memory.</summary>
    public ref ObjectRecord this[ulong address] =>
        ref records[SimulatedAddress.Segment(address)]![SimulatedAddress.Ordinal(address)];

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

    /// <summary>Notes an allocation of consecutive objects.</summary>
    public void Allocate(ulong address, int count, int position)
    {
        int segment = SimulatedAddress.Segment(address);
        int ordinal = SimulatedAddress.Ordinal(address);
        if (records[segment] is null)
        {
            used.Add(segment);
        }

        var list = records[segment] ?? [];
        if (list.Length < ordinal + count)
        {
            Array.Resize(ref list, Math.Max(ordinal + count, Math.Max(16, list.Length * 2)));
            records[segment] = list;
        }

        for (int i = 0; i < count; i++)
        {
            bool shared = list[ordinal + i].Shared;
            list[ordinal + i] = ObjectRecord.New(position);
            list[ordinal + i].Shared = shared;
        }
    }

    /// <summary>Notes that a word of an object changed from one value to another.</summary>
    public void Link(ulong container, ulong before, ulong after, int position)
    {
        bool shared = this[container].Shared;
        if (shared && before != after && IsPointer(before) && !IsBackLink(container))
        {
            this[before].UnlinkedAt = position;
        }

        if (IsPointer(after))
        {
            if (!IsBackLink(container))
            {
                this[after].Tag = (byte)(after & SimulatedAddress.TagMask);
            }

            if (shared)
            {
                Share(after, position);
            }
        }
    }

    private static bool IsBackLink(ulong word) =>
        SimulatedAddress.Cache(word).FieldOf(SimulatedAddress.Word(word)).BackLink;

    /// <summary>Makes an object shared, with all it leads to.</summary>
    public void Share(ulong address, int position)
    {
        if (this[address].Shared)
        {
            return;
        }

        pending.Push(address);
        while (pending.TryPop(out ulong next))
        {
            ref var record = ref this[next];
            if (record.Shared)
            {
                continue;
            }

            record.Shared = true;
            record.PublishedAt = position;
            var cache = SimulatedAddress.Cache(next);
            foreach (ulong word in memory.Range(SimulatedAddress.Object(next), cache.Words))
            {
                if (IsPointer(word) && !this[word].Shared)
                {
                    pending.Push(word);
                }
            }
        }
    }

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

    /// <summary>Remembers the present state as the one to go back to.</summary>
    public void Save()
    {
        Array.Clear(saved);
        foreach (int segment in used)
        {
            saved[segment] = (ObjectRecord[])records[segment]!.Clone();
        }
    }

    /// <summary>Goes back to the saved state.</summary>
    public void Restore()
    {
        foreach (int segment in used)
        {
            var list = records[segment]!;
            Array.Clear(list);
            saved[segment]?.CopyTo(list, 0);
        }
    }
}
