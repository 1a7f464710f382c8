using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I5: a VMA that is freed is in no tree (its count is 0) and in neither reverse map.
/// </summary>
internal sealed class VmaRelease : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Free);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ulong vma = item.Operation.Address;
        if (item.Operation.Detail != MmCaches.Vma.Number || !history.Objects.IsPointer(vma)
            || Where(vma, history) is not { } where)
        {
            return null;
        }

        string name = AddressName.Object(vma, history);
        return new Explanation(history).Life(vma).Note(step.Position, $"it is still in {where}").Proves(
            ViolationKind.EarlyRelease,
            $"{item.Thread} frees {name} while it is still in {where}.",
            step.Position);
    }

    private static string? Where(ulong vma, ExecutionHistory history)
    {
        ulong count = Word(vma, VmaWords.Count, history);
        if (count != 0)
        {
            return $"a tree, or in use: its count is 0x{count:x}";
        }

        if (Word(vma, VmaWords.NewestLink, history) != 0)
        {
            return "an anonymous reverse map";
        }

        ulong file = Word(vma, VmaWords.File, history);
        bool isRoot = history.Objects.IsPointer(file) && history.Objects[file].State != ObjectState.Freed
            && Word(file, FileWords.Mappings, history) == vma;
        if (isRoot || Word(vma, VmaWords.InFile + IntervalWords.Height, history) != 0)
        {
            return "the file's reverse map";
        }

        return null;
    }

    private static ulong Word(ulong address, int word, ExecutionHistory history) =>
        history.Memory[WordAddress.Of(address, word)];
}
