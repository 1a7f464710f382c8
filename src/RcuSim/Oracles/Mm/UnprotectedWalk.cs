using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// G8: a node that other threads can reach is read only inside a read-side critical section, or under the
/// lock of its tree: the spinlock in the tree's header, or the mmap lock of the mm that the tree belongs to,
/// in any mode.
/// </summary>
/// <remarks>
/// An unprotected read is reported when its thread's operation ends, so that the harm it leads to is reported
/// first if anything does: a freed node, another mm's VMA. Setup and teardown run alone; callbacks
/// free what nobody can reach any more. A dead node no longer says which tree it was in: it counts as in the
/// tree in which it was first read so, or else as covered by any lock.
/// </remarks>
internal sealed class UnprotectedWalk : IOracle
{
    private const int TreeHeight = 32;
    private const ulong RootBit = 1;

    private readonly ReversibleTable<ulong> treeOf = new();
    private readonly ReversibleArray<HeldBack> found = new(256);

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Load, OperationKind.Copy, OperationKind.Observe, OperationKind.End);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.OperationEnd);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ushort thread = item.Thread.Number;
        if (item.Operation.Kind is OperationKind.Load or OperationKind.Copy)
        {
            if (found[thread].Violation is null && Check(step, history) is { } violation)
            {
                found.Change(thread).Violation = violation;
            }

            return null;
        }

        return item.Operation.Kind == OperationKind.End
            || Site.KindOf(item.Operation.Site) == SiteKind.OperationEnd
            ? found[thread].Violation
            : null;
    }

    /// <inheritdoc/>
    public void Mark()
    {
        treeOf.Mark();
        found.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        treeOf.BackTo(mark);
        found.BackTo(mark);
    }

    private Violation? Check(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        bool copies = item.Operation.Kind == OperationKind.Copy;
        ulong address = copies ? item.Operation.Value : item.Operation.Address;
        if (!history.Objects.IsIn(address, MapleNodeLayout.Cache))
        {
            return null;
        }

        var protection = history.Protections[item.Thread];
        if (protection.Depth > 0 || IsAlone(item.Thread)
            || !(copies ? history.Objects.IsShared(address) : step.IsShared))
        {
            return null;
        }

        ulong tree = TreeOf(SimulatedAddress.Object(address), history);
        bool covered = tree == 0 ? protection.Locks.Count > 0 : IsLocked(tree, protection, history);
        return covered ? null : Describe(item, address, tree, step.Position, history);
    }

    private static bool IsAlone(ThreadName thread) =>
        thread.Number is 0 || thread == ThreadName.Teardown || thread.IsCallback;

    private static bool IsLocked(ulong tree, Protection protection, ExecutionHistory history) =>
        protection.Holds(tree)
        || (history.Objects.IsIn(tree, MmCaches.Mm) && protection.Holds(SimulatedAddress.Object(tree)));

    private ulong TreeOf(ulong node, ExecutionHistory history)
    {
        if (!treeOf.TryGet(node, out ulong tree))
        {
            tree = Ascend(node, history);
            if (tree != 0)
            {
                treeOf.Set(node, tree);
            }
        }

        return tree;
    }

    private static ulong Ascend(ulong node, ExecutionHistory history)
    {
        for (int i = 0; i < TreeHeight; i++)
        {
            ulong link = history.Memory[node];
            if (!history.Objects.IsPointer(link))
            {
                return 0;
            }

            ulong target = SimulatedAddress.Object(link);
            bool isNode = history.Objects.IsIn(link, MapleNodeLayout.Cache);
            if (!isNode || target == node || history.Objects[target].State == ObjectState.Freed)
            {
                return isNode ? 0 : link & ~RootBit;
            }

            node = target;
        }

        return 0;
    }

    private static Violation Describe(
        in Event item, ulong address, ulong tree, int position, ExecutionHistory history)
    {
        var thread = item.Thread;
        string which = tree == 0 ? "a tree" : $"the tree {TreeText.Name(tree, history)}";
        string held = ProtectionText.Of(history.Protections[thread], history);
        var explanation = new Explanation(history);
        explanation.PointerTo(thread, address, position);
        return explanation.At(position, $"{thread} {held} and reads a node of {which}").Proves(
            ViolationKind.UnprotectedWalk,
            $"{thread} walks {which} with neither its lock nor a read-side critical section.",
            position);
    }
}
