using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// I5: a VMA that gives its memory back is in no tree (its count is 0) and in neither reverse map.
/// </summary>
public sealed class VmaRelease : IOracle
{
    private static readonly ulong Count = Word(MmCaches.Vma, "vm_refcnt");
    private static readonly (ulong Owner, ulong Head, ulong Next, ulong Previous, string Name)[] Maps =
    [
        (
            Word(MmCaches.Vma, "vm_file"),
            Word(MmCaches.File, "i_mmap"),
            Word(MmCaches.Vma, "shared_next"),
            Word(MmCaches.Vma, "shared_prev"),
            "the file's reverse map"),
        (
            Word(MmCaches.Vma, "anon_vma"),
            Word(MmCaches.AnonVma, "head"),
            Word(MmCaches.Vma, "anon_next"),
            Word(MmCaches.Vma, "anon_prev"),
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
        if (state.Memory[vma + Count] != 0)
        {
            return $"a tree, or in use: its count is 0x{state.Memory[vma + Count]:x}";
        }

        foreach (var map in Maps)
        {
            ulong owner = state.Memory[vma + map.Owner];
            bool first = state.Objects.IsPointer(owner) && state.Objects[owner].State != ObjectState.Freed
                && state.Memory[owner + map.Head] == vma;
            if (first || state.Memory[vma + map.Next] != 0 || state.Memory[vma + map.Previous] != 0)
            {
                return map.Name;
            }
        }

        return null;
    }

    private static ulong Word(SlabCache cache, string field) =>
        (ulong)cache.Fields.Single(f => f.Name == field).FirstWord * 8;
}
