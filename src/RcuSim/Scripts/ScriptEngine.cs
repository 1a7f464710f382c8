using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>
/// Answers the events of a script's one thread from a memory image; callbacks wait until asked for.
/// </summary>
internal sealed class ScriptEngine : IEngine
{
    private readonly MemoryImage memory = new();
    private readonly Queue<(int Function, ulong First, ulong Second)> callbacks = new();

    /// <summary>How many maple nodes were taken.</summary>
    public long Allocated { get; private set; }

    /// <summary>How many maple nodes were given back.</summary>
    public long Freed { get; private set; }

    /// <summary>Takes the next callback off the queue.</summary>
    public bool TryTakeCallback(out int function, out ulong first, out ulong second)
    {
        bool taken = callbacks.TryDequeue(out var callback);
        (function, first, second) = callback;
        return taken;
    }

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Load:
                return memory[operation.Address];
            case OperationKind.Store:
                memory[operation.Address] = operation.Value;
                return 0;
            case OperationKind.Copy:
                int words = (int)operation.Operand;
                memory.Range(operation.Value, words).CopyTo(memory.Range(operation.Address, words));
                return 0;
            case OperationKind.Fill:
                memory.Range(operation.Address, (int)operation.Operand).Fill(operation.Value);
                return 0;
            case OperationKind.Allocate:
                return Allocate(operation);
            case OperationKind.Free:
                Free(operation);
                return 0;
            case OperationKind.CallRcu:
                callbacks.Enqueue((operation.Detail, operation.Value, operation.Operand));
                return 0;
            case OperationKind.Fence:
            case OperationKind.Lock:
            case OperationKind.Unlock:
            case OperationKind.RcuEnter:
            case OperationKind.RcuLeave:
            case OperationKind.Observe:
                return 0;
            default:
                throw new InvalidOperationException($"a script asks for no event of kind {operation.Kind}");
        }
    }

    private ulong Allocate(in Operation operation)
    {
        var cache = SlabCache.Find(operation.Detail)!;
        memory.Reserve(operation.Address, (int)operation.Operand);
        memory.Range(operation.Address, (int)operation.Operand << (cache.Shift - 3))
            .Fill(MemoryImage.Uninitialised);
        Allocated += cache == MapleNodeLayout.Cache ? (long)operation.Operand : 0;
        return operation.Address;
    }

    private void Free(in Operation operation)
    {
        var cache = SlabCache.Find(operation.Detail)!;
        memory.Range(operation.Address, cache.Words).Fill(MemoryImage.Poison);
        Freed += cache == MapleNodeLayout.Cache ? 1 : 0;
    }
}
