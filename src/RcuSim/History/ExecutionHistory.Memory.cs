using RcuSim.Machine;

namespace RcuSim.History;

/// <content>Word and range accesses, allocation and freeing.</content>
public sealed partial class ExecutionHistory
{
    private Step TakeWord(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        if (!Objects.IsAccessible(address))
        {
            return Refused(item, position, address);
        }

        Reach(item.Thread, address, position);
        ulong before = Memory[address];
        if (item.Wrote)
        {
            Write(item, address, before, position);
        }

        ref readonly var record = ref Objects[address];
        return new(in item, position)
        {
            HasEffect = true,
            Before = before,
            StateBefore = record.State,
            IsShared = record.Shared,
        };
    }

    private void Write(in Event item, ulong address, ulong before, int position)
    {
        var operation = item.Operation;
        ulong after = operation.After(item.Result);
        Memory.Write(address, after);
        bool shared = Objects[address].Shared;
        if (!shared && operation.Order == MemoryOrder.Plain)
        {
            Objects.Change(address).FilledAt = position;
        }

        Objects.Link(address, before, after, position);
        if (Objects[address].Shared)
        {
            Protections.CountChange(item.Thread);
        }
    }

    private Step TakeRange(in Event item, int position)
    {
        var operation = item.Operation;
        ulong target = operation.Address;
        bool copies = operation.Kind == OperationKind.Copy;
        if (!Objects.IsAccessible(target) || (copies && !Objects.IsAccessible(operation.Value)))
        {
            return Refused(item, position, Objects.IsAccessible(target) ? operation.Value : target);
        }

        Reach(item.Thread, target, position);
        if (copies)
        {
            Reach(item.Thread, operation.Value, position);
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
            Protections.CountChange(item.Thread);
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
            Memory.Fill(address, cache.Words, WordPatterns.Poison);
            if (shared)
            {
                Protections.CountChange(item.Thread);
            }
        }

        return new(in item, position) { HasEffect = true, StateBefore = before, IsShared = shared };
    }

    /// <summary>What a thread reaches that another thread made is shared.</summary>
    private void Reach(ThreadName thread, ulong address, int position)
    {
        if (SimulatedAddress.Thread(address) != thread.Number)
        {
            Objects.Share(address, position);
        }
    }
}
