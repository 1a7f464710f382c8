using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I1: from the moment a thread takes a VMA for one of an mm's until it says that it is done, the VMA is not
/// freed, belongs to that mm and holds the address.
/// </summary>
internal sealed class EntryValidity : IOracle
{
    private readonly ReversibleArray<Use> uses = new(256);

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe, OperationKind.Free);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Use);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (item.Operation.Kind == OperationKind.Free)
        {
            return CheckFree(item, step.Position, history);
        }

        ref var use = ref uses.Change(item.Thread.Number);
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
            use.Since = step.Position;
            return Check(use, "takes", step.Position, history);
        }
        else if (item.Operation.Site == MmSites.UseEnd.Number)
        {
            var wrong = Check(use, "ends its use of", step.Position, history);
            use.Vma = 0;
            return wrong;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Mark() => uses.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => uses.BackTo(mark);

    private static Violation? Check(Use use, string does, int position, ExecutionHistory history) =>
        use.Vma != 0 && Wrong(use, history) is { } wrong
            ? Describe(use, does, wrong, position, history)
            : null;

    private static string? Wrong(Use use, ExecutionHistory history)
    {
        ulong vma = use.Vma;
        if (!history.Objects.IsObject(vma, MmCaches.Vma))
        {
            return "is no VMA";
        }

        if (history.Objects[vma].State == ObjectState.Freed)
        {
            return "is freed";
        }

        ulong mm = Word(vma, VmaWords.Mm, history);
        if (mm != use.Mm)
        {
            return $"belongs to {AddressName.Value(mm, history)}";
        }

        ulong start = Word(vma, VmaWords.Start, history), end = Word(vma, VmaWords.End, history);
        return use.Address >= start && use.Address < end ? null : $"spans 0x{start:x}-0x{end:x}";
    }

    private static ulong Word(ulong vma, int word, ExecutionHistory history) =>
        history.Memory[WordAddress.Of(vma, word)];

    private Violation? CheckFree(in Event item, int position, ExecutionHistory history)
    {
        if (item.Operation.Detail != MmCaches.Vma.Number)
        {
            return null;
        }

        foreach (ref readonly var use in uses.Items)
        {
            if (use.Vma != 0 && use.Vma == item.Operation.Address)
            {
                return Describe(use, "is using", "is being freed", position, history);
            }
        }

        return null;
    }

    private static Violation Describe(
        Use use, string does, string wrong, int position, ExecutionHistory history)
    {
        var explanation = new Explanation(history);
        string name = AddressName.Value(use.Vma, history);
        string mm = AddressName.Value(use.Mm, history);
        if (history.Objects.IsPointer(use.Vma))
        {
            explanation.Life(use.Vma);
            int from = explanation.PointerTo(use.Thread, use.Vma, use.Since);
            if (from >= 0)
            {
                explanation.LastChange(history.Log[from].Operation.Address, from);
            }

            explanation.LastChange(WordAddress.Of(use.Vma, VmaWords.Mm), position);
            explanation.At(CountedAt(use, history), $"{use.Thread} takes a reference to {name}");
        }

        explanation.At(use.Since, $"{use.Thread} takes {name} for the VMA of {mm} at 0x{use.Address:x}");
        if (position != use.Since)
        {
            explanation.At(position, $"at that moment {name} {wrong}");
        }

        return explanation.Proves(
            ViolationKind.EntryValidity,
            $"{use.Thread} {does} {name} as the VMA of {mm} at 0x{use.Address:x}, but it {wrong}.",
            position);
    }

    /// <summary>Where the thread last changed the VMA's count before its use, or -1.</summary>
    private static int CountedAt(Use use, ExecutionHistory history)
    {
        for (int i = use.Since - 1; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == use.Thread && item.Wrote && item.Operation.Address == use.Vma)
            {
                return i;
            }
        }

        return -1;
    }

    private struct Use
    {
        public ThreadName Thread;
        public ulong Mm;
        public ulong Address;
        public ulong Vma;
        public int Since;
    }
}
