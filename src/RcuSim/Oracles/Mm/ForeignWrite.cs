using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I3: a plain field of a VMA that is in a tree changes only under the mmap lock, held for writing, of the mm
/// the VMA belongs to.
/// </summary>
/// <remarks>
/// Exempt are the fields under locks of their own: the count and the stamp of the VMA lock, the links of both
/// reverse maps, and what stands for its pages. <c>vm_start</c> and <c>vm_pgoff</c> may also change under the
/// read lock: kernels before 6.5 grew stacks so, and what is wrong with that (A1) is not the store to the
/// VMA.
/// </remarks>
internal sealed class ForeignWrite : IOracle
{
    private static readonly bool[] exempt = Mark(
        VmaWords.Count,
        VmaWords.LockSequence,
        VmaWords.AnonVma,
        VmaWords.SharedNext,
        VmaWords.SharedPrevious,
        VmaWords.NewestLink,
        VmaWords.OldestLink,
        VmaWords.Pages);

    private static readonly bool[] growth = Mark(VmaWords.Start, VmaWords.PageOffset);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Writes;

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ulong address = item.Operation.Address;
        if (!step.IsShared || !history.Objects.IsIn(address, MmCaches.Vma)
            || item.Thread == ThreadName.Setup)
        {
            return null;
        }

        int word = SimulatedAddress.Word(address);
        bool range = item.Operation.Kind is OperationKind.Copy or OperationKind.Fill;
        if (!range && (word >= exempt.Length || exempt[word] || !item.Wrote))
        {
            return null;
        }

        ulong vma = SimulatedAddress.Object(address);
        ulong mm = word == VmaWords.Mm ? step.Before : history.Memory[WordAddress.Of(vma, VmaWords.Mm)];
        bool attached = history.Memory[WordAddress.Of(vma, VmaWords.Count)] != 0;
        if (!attached || history.Objects[vma].State == ObjectState.Freed || !history.Objects.IsPointer(mm))
        {
            return null;
        }

        var protection = history.Protections[item.Thread];
        bool mayWrite = protection.HoldsExclusively(mm) || (!range && growth[word] && protection.Holds(mm));
        return mayWrite ? null : Describe(item, mm, step.Position, history);
    }

    private static Violation Describe(in Event item, ulong mm, int position, ExecutionHistory history)
    {
        var thread = item.Thread;
        string owner = AddressName.Object(mm, history);
        var explanation = new Explanation(history);
        explanation.PointerTo(thread, item.Operation.Address, position);
        ulong vma = SimulatedAddress.Object(item.Operation.Address);
        explanation.LastChange(WordAddress.Of(vma, VmaWords.Mm), position);
        string held = ProtectionText.Of(history.Protections[thread], history);
        explanation.At(position, $"{thread} {held} and changes a VMA of {owner}");
        return explanation.Proves(
            ViolationKind.ForeignWrite,
            $"{thread} changes {history.Name(item.Operation.Address)} without the write lock of {owner}.",
            position);
    }

    private static bool[] Mark(params ReadOnlySpan<int> words)
    {
        var marks = new bool[MmCaches.Vma.Words];
        foreach (int word in words)
        {
            marks[word] = true;
        }

        return marks;
    }
}
