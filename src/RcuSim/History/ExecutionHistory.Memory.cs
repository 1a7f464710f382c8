using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <content>Word and range accesses, allocation and freeing.</content>
public sealed partial class ExecutionHistory
{
    private Step TakeWord(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        ref readonly var record = ref Objects.Accessible(address);
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
        bool copies = operation.Kind == OperationKind.Copy;
        if (!Objects.IsAccessible(target) || (copies && !Objects.IsAccessible(operation.Value)))
        {
            return Refused(item, position, Objects.IsAccessible(target) ? operation.Value : target);
        }

        Reach(item.Thread, target, in Objects[target], position);
        if (copies)
        {
            Reach(item.Thread, operation.Value, in Objects[operation.Value], position);
        }

        int words = (int)operation.Operand;
        if (!Objects[target].Shared && words > 0)
        {
            Objects.Change(target).FilledAt = position;
        }

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

        ref readonly var record = ref Objects[target];
        if (record.Shared && words > 0)
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

    private Step TakeAllocation(in Event item, int position)
    {
        ulong address = item.Result;
        if (address == 0)
        {
            return new(in item, position) { HasEffect = true };
        }

        int count = (int)item.Operation.Operand;
        if (address == item.Operation.Address)
        {
            bool stable = SimulatedAddress.Cache(address).TypeStable;
            Memory.Reserve(address, count, stable ? 0 : WordPatterns.Uninitialised);
        }

        Objects.Allocate(address, count, position);
        return new(in item, position) { HasEffect = true, IsShared = Objects[address].Shared };
    }

    private Step TakeFree(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        var cache = SlabCache.Find(item.Operation.Detail)!;
        if (!Objects.IsFreeable(address, cache))
        {
            return Refused(item, position, address);
        }

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
        if (!record.Shared && SimulatedAddress.Thread(address) != thread.Number)
        {
            Objects.Share(address, position);
        }
    }
}
