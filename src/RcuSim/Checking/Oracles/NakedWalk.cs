using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>
/// G8: a node that other threads can reach is read only inside a read section, or under the lock of its tree:
/// the spinlock in the tree's header, or the mmap lock of the mm that the tree belongs to, in any mode.
/// </summary>
/// <remarks>
/// A naked read is reported when its thread's operation ends, so that what comes of it is reported first if
/// anything does: a freed node, another mm's VMA.
/// Set-up and finish run alone; the callback thread frees what nobody can reach any more. A dead node no
/// longer says which tree it was in: it counts as in the tree in which it was first read so, or else as
/// covered by any lock.
/// </remarks>
public sealed class NakedWalk : IOracle
{
    private const int TreeHeight = 32;
    private const ulong RootBit = 1;

    private readonly Dictionary<ulong, ulong> treeOf = [];
    private readonly Violation?[] found = new Violation?[256];

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Load, OperationKind.Copy, OperationKind.Observe, OperationKind.End);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        ref var mine = ref found[item.Thread.Name.Number];
        if (item.Operation.Kind is OperationKind.Load or OperationKind.Copy)
        {
            mine ??= Check(item, position, state);
        }
        else if (mine is not null
            && (item.Operation.Kind == OperationKind.End
                || Site.KindOf(item.Operation.Site) == SiteKind.OperationEnd))
        {
            state.Report(mine);
        }
    }

    /// <inheritdoc/>
    public void Restore()
    {
        treeOf.Clear();
        Array.Clear(found);
    }

    private Violation? Check(in Event item, int position, SystemState state)
    {
        bool copies = item.Operation.Kind == OperationKind.Copy;
        ulong address = copies ? item.Operation.Value : item.Operation.Address;
        if (!SimulatedAddress.IsAddress(address) || SimulatedAddress.Cache(address) != MapleNodeLayout.Cache)
        {
            return null;
        }

        var protection = state.Protections[item.Thread];
        if (protection.Depth > 0 || IsAlone(item.Thread) || !state.IsShared(address))
        {
            return null;
        }

        ulong tree = TreeOf(SimulatedAddress.Object(address), state);
        bool covered = tree == 0 ? protection.Locks.Count > 0 : IsLocked(tree, protection);
        return covered ? null : Describe(item, address, tree, position, state);
    }

    private static bool IsAlone(SimulatedThread thread) =>
        thread.Name.Number is 0 || thread.Name == ThreadName.Finish || thread.Name == ThreadName.Callbacks;

    private static bool IsLocked(ulong tree, Protection protection) =>
        protection.Holds(tree)
        || (SimulatedAddress.Cache(tree) == MmCaches.Mm && protection.Holds(SimulatedAddress.Object(tree)));

    private ulong TreeOf(ulong node, SystemState state)
    {
        if (!treeOf.TryGetValue(node, out ulong tree))
        {
            tree = Climb(node, state);
            if (tree != 0)
            {
                treeOf.Add(node, tree);
            }
        }

        return tree;
    }

    private static ulong Climb(ulong node, SystemState state)
    {
        for (int i = 0; i < TreeHeight; i++)
        {
            ulong link = state.Memory[node];
            if (!state.Objects.IsPointer(link))
            {
                return 0;
            }

            ulong target = SimulatedAddress.Object(link);
            bool isNode = SimulatedAddress.Cache(link) == MapleNodeLayout.Cache;
            if (!isNode || target == node || state.Objects[target].State == ObjectState.Freed)
            {
                return isNode ? 0 : link & ~RootBit;
            }

            node = target;
        }

        return 0;
    }

    private static Violation Describe(
        in Event item, ulong address, ulong tree, int position, SystemState state)
    {
        var thread = item.Thread;
        string which = tree == 0 ? "a tree" : $"the tree {TreeText.Name(tree, state)}";
        string held = ProtectionText.Of(state.Protections[thread], state);
        var argument = new Argument(state);
        argument.PointerTo(thread, address, position, state);
        return argument.At(position, $"{thread.Name} {held} and reads a node of {which}").Proves(
            ViolationKind.NakedWalk,
            $"{thread.Name} walks {which} with neither its lock nor a read section.",
            position);
    }
}
