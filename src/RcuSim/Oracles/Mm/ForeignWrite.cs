using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I3: a plain field of a VMA that is in a tree changes only under the mmap lock, held for writing, of the mm
/// the VMA belongs to, and while the VMA itself is locked for writing; so does whether it counts as in a
/// tree.
/// </summary>
/// <remarks>
/// Exempt are the fields under locks of their own: the count and the stamp of the VMA lock, the links of both
/// reverse maps, and what stands for its pages. <c>vm_start</c> and <c>vm_pgoff</c> may also change under the
/// read lock: kernels before 6.5 grew stacks so, and what is wrong with that (A1) is not the store to the
/// VMA. A VMA is locked for writing while its stamp equals the sequence number of its mm; fork stamps a
/// child's VMA with the child's number, before it counts as in the child's tree.
/// </remarks>
internal sealed class ForeignWrite : IOracle
{
    private static readonly bool[] exempt = Mark(
        VmaWords.Count,
        VmaWords.LockSequence,
        VmaWords.AnonVma,
        VmaWords.InFile + IntervalWords.Parent,
        VmaWords.InFile + IntervalWords.Left,
        VmaWords.InFile + IntervalWords.Right,
        VmaWords.InFile + IntervalWords.Height,
        VmaWords.InFile + IntervalWords.FurthestLast,
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
        if (!history.Objects.IsIn(address, MmCaches.Vma) || item.Thread == ThreadName.Setup)
        {
            return null;
        }

        int word = SimulatedAddress.Word(address);
        bool range = item.Operation.Kind is OperationKind.Copy or OperationKind.Fill;
        bool counts = !range && Counts(step, word);
        bool isPlain = range || (word < exempt.Length && !exempt[word] && item.Wrote);
        if (!counts && !(isPlain && step.IsShared))
        {
            return null;
        }

        ulong vma = SimulatedAddress.Object(address);
        ulong mm = word == VmaWords.Mm ? step.Before : history.Memory[WordAddress.Of(vma, VmaWords.Mm)];
        bool attached = history.Memory[WordAddress.Of(vma, VmaWords.Count)] != 0;
        if ((!attached && !counts) || history.Objects[vma].State == ObjectState.Freed
            || !history.Objects.IsPointer(mm))
        {
            return null;
        }

        var protection = history.Protections[item.Thread];
        if (!protection.HoldsExclusively(mm))
        {
            bool grows = !range && growth[word] && protection.Holds(mm);
            return grows ? null : Describe(item, mm, step.Position, history);
        }

        return IsLocked(vma, mm, history) ? null : DescribeUnlocked(item, vma, step.Position, history);
    }

    /// <summary>True if the VMA begins or ceases to count as in a tree.</summary>
    private static bool Counts(in Step step, int word)
    {
        ref readonly var item = ref step.Event;
        return word == VmaWords.Count && item.Wrote && step.Before == 0
            ? item.Operation is { Kind: OperationKind.Store, Value: not 0 }
            : item.Operation.Site == VmaLockSites.Detach.Number && item.Operation.Kind == OperationKind.Add;
    }

    private static bool IsLocked(ulong vma, ulong mm, ExecutionHistory history) =>
        history.Memory[WordAddress.Of(vma, VmaWords.LockSequence)]
        == history.Memory[WordAddress.Of(mm, MmWords.LockSequence)];

    private static Violation DescribeUnlocked(
        in Event item, ulong vma, int position, ExecutionHistory history)
    {
        string word = history.Name(item.Operation.Address);
        string name = AddressName.Object(vma, history);
        var explanation = new Explanation(history);
        explanation.LastChange(WordAddress.Of(vma, VmaWords.LockSequence), position);
        explanation.At(position, $"{item.Thread} changes {word}");
        return explanation.Proves(
            ViolationKind.ForeignWrite,
            $"{item.Thread} changes {word} while {name} is not locked for writing.",
            position);
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
