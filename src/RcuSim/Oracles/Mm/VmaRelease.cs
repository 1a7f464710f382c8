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
    private static readonly (int Owner, int Head, int Next, int Previous, string Name)[] maps =
    [
        (
            VmaWords.File,
            FileWords.Mappings,
            VmaWords.SharedNext,
            VmaWords.SharedPrevious,
            "the file's reverse map"),
        (
            VmaWords.AnonVma,
            AnonVmaWords.Mappings,
            VmaWords.AnonNext,
            VmaWords.AnonPrevious,
            "the anonymous reverse map"),
    ];

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

        foreach (var map in maps)
        {
            ulong owner = Word(vma, map.Owner, history);
            bool first = history.Objects.IsPointer(owner) && history.Objects[owner].State != ObjectState.Freed
                && Word(owner, map.Head, history) == vma;
            if (first || Word(vma, map.Next, history) != 0 || Word(vma, map.Previous, history) != 0)
            {
                return map.Name;
            }
        }

        return null;
    }

    private static ulong Word(ulong address, int word, ExecutionHistory history) =>
        history.Memory[WordAddress.Of(address, word)];
}
