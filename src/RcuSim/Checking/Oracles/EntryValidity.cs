using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// I1: from the moment a thread takes a VMA for one of an mm's until it says that it is done, the VMA is not
/// freed, belongs to that mm and holds the address.
/// </summary>
public sealed class EntryValidity : IOracle
{
    private readonly Use[] uses = new Use[256];

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe, OperationKind.Free);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        if (item.Operation.Kind == OperationKind.Free)
        {
            CheckFree(item, position, state);
            return;
        }

        ref var use = ref uses[item.Thread.Name.Number];
        ulong value = item.Operation.Value;
        if (item.Operation.Site == MmSites.UseMm.Number)
        {
            use.Mm = value;
        }
        else if (item.Operation.Site == MmSites.UseAddress.Number)
        {
            use.Address = value;
        }
        else if (item.Operation.Site == MmSites.UseVma.Number)
        {
            use.Vma = value;
            use.Thread = item.Thread;
            use.Since = position;
            Check(use, "takes", position, state);
        }
        else if (item.Operation.Site == MmSites.UseEnd.Number)
        {
            Check(use, "ends its use of", position, state);
            use.Vma = 0;
        }
    }

    /// <inheritdoc/>
    public void Restore() => Array.Clear(uses);

    private static void Check(Use use, string does, int position, SystemState state)
    {
        if (use.Vma != 0 && Wrong(use, state) is { } wrong)
        {
            state.Report(Describe(use, does, wrong, position, state));
        }
    }

    private static string? Wrong(Use use, SystemState state)
    {
        ulong vma = use.Vma;
        if (!state.Objects.IsPointer(vma) || SimulatedAddress.Cache(vma) != MmCaches.Vma
            || SimulatedAddress.Object(vma) != vma)
        {
            return "is no VMA";
        }

        if (state.Objects[vma].State == ObjectState.Freed)
        {
            return "is freed";
        }

        ulong mm = Word(vma, VmaWords.Mm, state);
        if (mm != use.Mm)
        {
            return $"belongs to {AddressName.Value(mm, state)}";
        }

        ulong start = Word(vma, VmaWords.Start, state), end = Word(vma, VmaWords.End, state);
        return use.Address >= start && use.Address < end ? null : $"spans 0x{start:x}-0x{end:x}";
    }

    private static ulong Word(ulong vma, int word, SystemState state) =>
        state.Memory[WordAddress.Of(vma, word)];

    private void CheckFree(in Event item, int position, SystemState state)
    {
        if (item.Operation.Detail != MmCaches.Vma.Number)
        {
            return;
        }

        foreach (ref readonly var use in uses.AsSpan())
        {
            if (use.Vma != 0 && use.Vma == item.Operation.Address)
            {
                state.Report(Describe(use, "is using", "is being freed", position, state));
            }
        }
    }

    private static Violation Describe(Use use, string does, string wrong, int position, SystemState state)
    {
        var argument = new Argument(state);
        string name = AddressName.Value(use.Vma, state);
        string mm = AddressName.Value(use.Mm, state);
        if (state.Objects.IsPointer(use.Vma))
        {
            argument.Life(use.Vma, state);
            int from = argument.PointerTo(use.Thread!, use.Vma, use.Since, state);
            if (from >= 0)
            {
                argument.LastChange(state.Log[from].Operation.Address, from, state);
            }

            argument.LastChange(WordAddress.Of(use.Vma, VmaWords.Mm), position, state);
            argument.At(CountedAt(use, state), $"{use.Thread!.Name} counts itself in on {name}");
        }

        argument.At(use.Since, $"{use.Thread!.Name} takes {name} for the VMA of {mm} at 0x{use.Address:x}");
        if (position != use.Since)
        {
            argument.At(position, $"at that moment {name} {wrong}");
        }

        return argument.Proves(
            ViolationKind.EntryValidity,
            $"{use.Thread.Name} {does} {name} as the VMA of {mm} at 0x{use.Address:x}, but it {wrong}.",
            position);
    }

    /// <summary>Where the thread last changed the VMA's count before its use, or -1.</summary>
    private static int CountedAt(Use use, SystemState state)
    {
        for (int i = use.Since - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == use.Thread && item.Wrote && item.Operation.Address == use.Vma)
            {
                return i;
            }
        }

        return -1;
    }

    private struct Use
    {
        public SimulatedThread? Thread;
        public ulong Mm;
        public ulong Address;
        public ulong Vma;
        public int Since;
    }
}
