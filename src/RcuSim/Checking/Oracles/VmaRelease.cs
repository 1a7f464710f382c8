using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// I5: a VMA that gives its memory back is in no tree (its count is 0) and in neither reverse map.
/// </summary>
public sealed class VmaRelease : IOracle
{
    private static readonly (int Owner, int Head, int Next, int Previous, string Name)[] Maps =
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
    public void Apply(in Event item, int position, SystemState state)
    {
        ulong vma = item.Operation.Address;
        if (item.Operation.Detail != MmCaches.Vma.Number || !state.Objects.IsPointer(vma)
            || Where(vma, state) is not { } where)
        {
            return;
        }

        string name = AddressName.Object(vma);
        state.Report(new Argument(state).Life(vma, state).Note(position, $"it is still in {where}").Proves(
            ViolationKind.EarlyRelease,
            $"{item.Thread.Name} frees {name} while it is still in {where}.",
            position));
    }

    private static string? Where(ulong vma, SystemState state)
    {
        ulong count = Word(vma, VmaWords.Count, state);
        if (count != 0)
        {
            return $"a tree, or in use: its count is 0x{count:x}";
        }

        foreach (var map in Maps)
        {
            ulong owner = Word(vma, map.Owner, state);
            bool first = state.Objects.IsPointer(owner) && state.Objects[owner].State != ObjectState.Freed
                && Word(owner, map.Head, state) == vma;
            if (first || Word(vma, map.Next, state) != 0 || Word(vma, map.Previous, state) != 0)
            {
                return map.Name;
            }
        }

        return null;
    }

    private static ulong Word(ulong address, int word, SystemState state) =>
        state.Memory[WordAddress.Of(address, word)];
}
