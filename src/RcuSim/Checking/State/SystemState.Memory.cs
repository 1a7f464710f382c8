using RcuSim.Machine;

namespace RcuSim.Checking;

/// <content>Word and range accesses, allocation and freeing.</content>
public sealed partial class SystemState
{
    /// <summary>True if the word at an address lies in an object that other threads can reach.</summary>
    public bool IsShared(ulong address) => Objects.IsPointer(address) && Objects[address].Shared;

    /// <summary>
    /// The object of a type-stable cache that was freed last and not taken again; 0 if there is none.
    /// </summary>
    public ulong Reusable(SlabCache cache) =>
        cache.TypeStable && reusable[cache.Number] is { Count: > 0 } list ? list[^1] : 0;

    /// <summary>The address in words that people read, for example <c>maple_node#12.slot[3]</c>.</summary>
    public string Name(ulong address) => AddressName.Of(address, this);

    private ulong AccessWord(SimulatedThread thread, in Operation operation, int position)
    {
        ulong address = operation.Address;
        if (!MayAccess(thread, operation, address, position))
        {
            return MemoryImage.Poison;
        }

        ref ulong word = ref Memory[address];
        Before = word;
        ulong result = operation.Kind == OperationKind.Store ? 0 : word;
        ref var record = ref Objects[address];
        Reach(thread, address, position);
        bool writes = operation.MayWrite
            && (operation.Kind != OperationKind.CompareExchange || word == operation.Operand);
        if (writes)
        {
            word = After(operation, Before);
            if (!record.Shared && operation.Order == MemoryOrder.Plain)
            {
                record.FilledAt = position;
            }

            Objects.Link(address, Before, word, position);
        }

        if (record.Shared)
        {
            NoteAccess(thread, address, writes);
        }

        return result;
    }

    /// <summary>What a thread reaches that another thread made is shared.</summary>
    private void Reach(SimulatedThread thread, ulong address, int position)
    {
        if (SimulatedAddress.Thread(address) != thread.Name.Number)
        {
            Objects.Share(address, position);
        }
    }

    private static ulong After(in Operation operation, ulong word) => operation.Kind switch
    {
        OperationKind.Add => word + operation.Value,
        OperationKind.Or => word | operation.Value,
        OperationKind.And => word & operation.Value,
        OperationKind.Replace => (word & ~operation.Operand) | (operation.Value & operation.Operand),
        _ => operation.Value,
    };

    private void NoteAccess(SimulatedThread thread, ulong address, bool write)
    {
        Conflicts.Access(thread.Name.Number, address, write);
        if (write)
        {
            CountWrite(thread);
        }
    }

    private ulong AccessRange(SimulatedThread thread, in Operation operation, int position)
    {
        int words = (int)operation.Operand;
        ulong target = operation.Address;
        bool copies = operation.Kind == OperationKind.Copy;
        if (!MayAccess(thread, operation, target, position)
            || (copies && !MayAccess(thread, operation, operation.Value, position)))
        {
            return 0;
        }

        Reach(thread, target, position);
        if (copies)
        {
            Reach(thread, operation.Value, position);
        }

        ref var record = ref Objects[target];
        if (!record.Shared && words > 0)
        {
            record.FilledAt = position;
        }

        // Downward where the source would else be overwritten before it is read.
        bool downward = copies && target > operation.Value;
        for (int i = 0; i < words; i++)
        {
            ulong offset = (ulong)(downward ? words - 1 - i : i) * 8;
            ulong address = target + offset;
            ulong source = operation.Value + offset;
            ref ulong word = ref Memory[address];
            ulong before = word;
            word = copies ? Memory[source] : operation.Value;
            Objects.Link(address, before, word, position);
            if (record.Shared)
            {
                NoteAccess(thread, address, write: true);
            }

            if (copies && Objects[source].Shared)
            {
                NoteAccess(thread, source, write: false);
            }
        }

        return 0;
    }

    private ulong Allocate(SimulatedThread thread, in Operation operation, ulong address, int position)
    {
        if (address == 0)
        {
            return 0;
        }

        var cache = SlabCache.Find(operation.Detail)!;
        int count = (int)operation.Operand;
        bool reused = address != operation.Address;
        if (!reused)
        {
            Memory.Reserve(address, count);
            Memory.Range(address, count << (cache.Shift - 3))
                .Fill(cache.TypeStable ? 0 : MemoryImage.Uninitialised);
        }
        else
        {
            reusable[cache.Number]!.Remove(address);
            Conflicts.Access(thread.Name.Number, cache.Number, ConflictSet.Reuse, write: true);
        }

        Objects.Allocate(address, count, position);
        return address;
    }

    private ulong Free(SimulatedThread thread, in Operation operation, int position)
    {
        ulong address = operation.Address;
        var cache = SlabCache.Find(operation.Detail)!;
        if (FreeCheck.Of(thread, cache, address, this, position) is { } violation)
        {
            Report(violation);
            return 0;
        }

        ref var record = ref Objects[address];
        record.State = ObjectState.Freed;
        record.FreedAt = position;
        if (cache.TypeStable)
        {
            (reusable[cache.Number] ??= []).Add(address);
            Conflicts.Access(thread.Name.Number, cache.Number, ConflictSet.Reuse, write: true);
            return 0;
        }

        if (record.Shared)
        {
            Conflicts.Free(thread.Name.Number, address);
            CountWrite(thread);
        }

        Memory.Range(address, cache.Words).Fill(MemoryImage.Poison);
        return 0;
    }

    private bool MayAccess(SimulatedThread thread, in Operation operation, ulong address, int position)
    {
        if (Objects.IsPointer(address) && (address & 7) == 0)
        {
            ref readonly var record = ref Objects[address];
            var cache = SimulatedAddress.Cache(address);
            int word = SimulatedAddress.Word(address);
            bool alive = record.State != ObjectState.Freed
                || (cache.TypeStable && cache.FieldOf(word).Speculative);
            if (alive && word < cache.Words)
            {
                return true;
            }
        }

        Report(AccessCheck.Violation(thread, operation, address, this, position));
        return false;
    }
}
