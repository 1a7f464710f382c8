using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <content>Word and range accesses, allocation and freeing.</content>
public sealed partial class ExecutionHistory
{
    /// <summary>
    /// True if a thread may use the word at an address: its object is not freed, or it is one of a
    /// type-stable cache and the thread has been in a read-side critical section since before it was.
    /// </summary>
    internal bool MayUse(ThreadName thread, ulong address) => !Unsafe.IsNullRef(in Usable(thread, address));

    /// <summary>How many of consecutive words of one object a thread may use, from the first one
    /// on.</summary>
    private int UsableWords(ThreadName thread, ulong address, int words)
    {
        ref readonly var record = ref Usable(thread, address);
        if (words == 0 || Unsafe.IsNullRef(in record))
        {
            return 0;
        }

        int most = SlabCache.At(record.Cache).Words - SimulatedAddress.Word(address);
        int usable = record.State == ObjectState.Freed ? 1 : Math.Min(words, most);
        while (usable < Math.Min(words, most) && MayUse(thread, WordAddress.Of(address, usable)))
        {
            usable++;
        }

        return usable;
    }

    private ref readonly ObjectRecord Usable(ThreadName thread, ulong address)
    {
        ref readonly var record = ref Objects.Accessible(address);
        if (!Unsafe.IsNullRef(in record) && record.State == ObjectState.Freed
            && Protections[thread].Depth == 0)
        {
            return ref Unsafe.NullRef<ObjectRecord>();
        }

        return ref record;
    }

    private Step TakeWord(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        ref readonly var record = ref Usable(item.Thread, address);
        if (Unsafe.IsNullRef(in record))
        {
            return Refused(item, position, address);
        }

        Reach(item.Thread, address, in record, position);
        ulong before = Memory[address];
        if (item.Wrote)
        {
            Write(item, address, before, in record, position);
        }

        return new(in item, position)
        {
            HasEffect = true,
            Before = before,
            StateBefore = record.State,
            IsShared = record.Shared,
        };
    }

    private void Write(
        in Event item, ulong address, ulong before, ref readonly ObjectRecord record, int position)
    {
        ulong after = item.Operation.After(item.Result);
        Memory.Write(address, after);
        if (!record.Shared && item.Operation.Order == MemoryOrder.Plain)
        {
            Objects.Change(address).FilledAt = position;
        }

        Objects.Link(address, before, after, position);
        if (record.Shared)
        {
            changes.Change(item.Thread.Number)++;
        }
    }

    private Step TakeRange(in Event item, int position)
    {
        ref readonly var operation = ref item.Operation;
        ulong target = operation.Address;
        int words = (int)operation.Operand;
        if (words == 0)
        {
            return new(in item, position) { HasEffect = true };
        }

        if (RefusedWord(item.Thread, operation) is { } refused)
        {
            return Refused(item, position, refused.Word);
        }

        Reach(item.Thread, target, in Objects[target], position);
        if (operation.Kind == OperationKind.Copy)
        {
            Reach(item.Thread, operation.Value, in Objects[operation.Value], position);
        }

        if (!Objects[target].Shared)
        {
            Objects.Change(target).FilledAt = position;
        }

        WriteRange(operation, position);
        ref readonly var record = ref Objects[target];
        if (record.Shared)
        {
            changes.Change(item.Thread.Number)++;
        }

        return new(in item, position)
        {
            HasEffect = true,
            StateBefore = record.State,
            IsShared = record.Shared,
        };
    }

    /// <summary>
    /// The first word of a copy or fill that the thread may not use, and where the words begin among which
    /// it is; null if it may use all of them.
    /// </summary>
    internal (ulong First, ulong Word)? RefusedWord(ThreadName thread, in Operation operation)
    {
        var written = RefusedWord(thread, operation.Address, (int)operation.Operand);
        return written is null && operation.Kind == OperationKind.Copy
            ? RefusedWord(thread, operation.Value, (int)operation.Operand)
            : written;
    }

    private (ulong First, ulong Word)? RefusedWord(ThreadName thread, ulong first, int words)
    {
        int usable = UsableWords(thread, first, words);
        return usable < words ? (first, WordAddress.Of(first, usable)) : null;
    }

    private void WriteRange(in Operation operation, int position)
    {
        ulong target = operation.Address;
        bool copies = operation.Kind == OperationKind.Copy;
        int words = (int)operation.Operand;

        // Downward where the source would else be overwritten before it is read.
        bool downward = copies && target > operation.Value;
        for (int i = 0; i < words; i++)
        {
            ulong offset = (ulong)(downward ? words - 1 - i : i) * 8;
            ulong before = Memory[target + offset];
            ulong after = copies ? Memory[operation.Value + offset] : operation.Value;
            Memory.Write(target + offset, after);
            Objects.Link(target + offset, before, after, position);
        }
    }

    /// <summary>The object's new life begins here; the allocation that follows hands it out.</summary>
    private Step TakeReuse(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        if (!Objects.IsReusable(address, item.Operation.Detail))
        {
            return Refused(item, position, address);
        }

        Objects.Reuse(address, position);
        return new(in item, position)
        {
            HasEffect = true,
            StateBefore = ObjectState.Freed,
            IsShared = Objects[address].Shared,
        };
    }

    private Step TakeAllocation(in Event item, int position)
    {
        ulong address = item.Result;
        var cache = SlabCache.At(item.Operation.Detail);
        int count = (int)item.Operation.Operand;

        // Callbacks have addresses in common, so these tell which is which in any linear order.
        int ordinal = item.Thread.IsCallback
            ? SimulatedAddress.Ordinal(address)
            : Objects.CountTaken((byte)item.Thread.Number, cache, count);
        if (address != 0 && !Objects.IsPointer(address))
        {
            Memory.Reserve(address, count, cache.TypeStable ? 0 : WordPatterns.Uninitialised);
            Objects.Allocate(address, cache, count, ordinal, position);
        }

        return new(in item, position)
        {
            HasEffect = true,
            IsShared = address != 0 && Objects[address].Shared,
        };
    }

    private Step TakeFree(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        var cache = SlabCache.At(item.Operation.Detail);
        if (!Objects.IsFreeable(address, cache))
        {
            return Refused(item, position, address);
        }

        Reach(item.Thread, address, in Objects[address], position);
        var before = Objects[address].State;
        bool shared = Objects[address].Shared;
        Objects.Free(address, position);
        if (!cache.TypeStable)
        {
            Memory.Poison(address, cache.Words);
            if (shared)
            {
                changes.Change(item.Thread.Number)++;
            }
        }

        return new(in item, position) { HasEffect = true, StateBefore = before, IsShared = shared };
    }

    /// <summary>What a thread reaches that another thread made is shared.</summary>
    private void Reach(ThreadName thread, ulong address, ref readonly ObjectRecord record, int position)
    {
        if (!record.Shared && !IsOf(address, in record, thread))
        {
            Objects.Share(address, position);
        }
    }

    /// <summary>True if a thread took an object; of what callbacks took the address does not tell which.
    /// </summary>
    private bool IsOf(ulong address, ref readonly ObjectRecord record, ThreadName thread) =>
        SimulatedAddress.IsOf(address, thread)
        && (!thread.IsCallback || Log[record.AllocatedAt].Thread == thread);
}
