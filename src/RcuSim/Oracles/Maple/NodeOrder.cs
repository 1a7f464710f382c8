using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>
/// The orders on which readers of a maple tree rely are asked for, whether or not a schedule needs them: the
/// engines take one step after another, so that what a weaker order allows never happens in them.
/// </summary>
/// <remarks>
/// Five rules, with the letters of docs/ordering.md. A store that makes a node reachable is a release (C, E,
/// F, H). A reader reads a pointer to a node so that reads of the node stay behind (D, G). After a dead mark
/// comes a write barrier, before the node is written again (B). Before a death test comes a read barrier,
/// after the last read of the node (A). A reader without the lock reads no word of a reachable node that was
/// written plainly and not released since: either the node was published too early, or the race needs a mark.
/// </remarks>
internal sealed class NodeOrder : IOracle
{
    private readonly ReversibleArray<Recent> recent = new(256);
    private readonly ReversibleTable<ushort> plain = new();

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Load, OperationKind.Store, OperationKind.Copy, OperationKind.Fill,
        OperationKind.Fence, OperationKind.Unlock, OperationKind.RcuLeave);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        bool isAccess = item.Operation.Kind is OperationKind.Load or OperationKind.Store;
        if (isAccess && !Concerns(item, history))
        {
            return null;
        }

        ref var mine = ref recent.Change(item.Thread.Number);
        switch (item.Operation.Kind)
        {
            case OperationKind.Load:
                return Read(ref mine, item, step.Position, history);
            case OperationKind.Store:
                return Write(ref mine, item, step.Position, history);
            case OperationKind.Copy or OperationKind.Fill:
                WriteRange(item, history);
                return null;
            case OperationKind.Fence:
                Pass(ref mine, (FenceKind)item.Operation.Detail);
                return null;
            case OperationKind.Unlock:
                Release(item.Thread);
                return null;
            default:
                mine = default;
                return null;
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        recent.Mark();
        plain.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        recent.BackTo(mark);
        plain.BackTo(mark);
    }

    /// <summary>True if a load or store has to do with a node, or orders what does.</summary>
    private static bool Concerns(in Event item, ExecutionHistory history) =>
        IsNode(item.Operation.Address, history)
        || (item.Operation.Kind == OperationKind.Load
            ? IsNode(item.Result, history)
            : item.Operation.Order.Releases() || IsNode(item.Operation.Value, history));

    private static bool IsNode(ulong address, ExecutionHistory history) =>
        history.Objects.IsIn(address, MapleNodeLayout.Cache);

    private static bool IsLink(ulong address) => SimulatedAddress.Word(address) == 0;

    private static void Pass(ref Recent mine, FenceKind fence)
    {
        if (fence is FenceKind.Read or FenceKind.Full)
        {
            mine.Read = 0;
        }

        if (fence is FenceKind.Write or FenceKind.Full)
        {
            mine.Marked = 0;
        }
    }

    private void Release(ThreadName thread)
    {
        if (plain.Count == 0)
        {
            return;
        }

        plain.RemoveWhere(thread.Number);
    }

    private void WriteRange(in Event item, ExecutionHistory history)
    {
        ulong first = item.Operation.Address;
        bool isShared = IsNode(first, history) && history.Objects.IsShared(first);
        int words = isShared ? (int)item.Operation.Operand : 0;
        for (int i = 0; i < words; i++)
        {
            plain.Set(WordAddress.Of(first, i), item.Thread.Number);
        }
    }

    private Violation? Read(ref Recent mine, in Event item, int position, ExecutionHistory history)
    {
        ulong address = item.Operation.Address;
        var order = item.Operation.Order;
        bool isNode = IsNode(address, history), isLink = isNode && IsLink(address);
        ulong node = isNode ? SimulatedAddress.Object(address) : 0;
        var protection = history.Protections[item.Thread];
        Violation? found = null;
        bool isFree = protection is { Depth: > 0, Locks.Count: 0 };
        if (isFree && plain.Count > 0 && plain.TryGet(address, out ushort writer)
            && writer != item.Thread.Number)
        {
            found ??= Describe(item, position, "reads a word of it that was written plainly", node, history);
        }

        if (isNode && mine.Unordered == node)
        {
            found ??= Describe(
                item, position, "follows a pointer to it that was read without order", node, history);
        }

        if (isLink)
        {
            if (order == MemoryOrder.Once && mine.Read == node)
            {
                found ??= Describe(
                    item, position, "tests it for death with no barrier after reading it", node, history);
            }

            return found;
        }

        mine.Read = isNode ? node : mine.Read;
        bool isOrdered = order is MemoryOrder.Dereference or MemoryOrder.Acquire;
        if (IsNode(item.Result, history) && isFree && history.Objects.IsShared(address))
        {
            mine.Unordered = isOrdered ? 0 : SimulatedAddress.Object(item.Result);
        }

        return found;
    }

    private Violation? Write(ref Recent mine, in Event item, int position, ExecutionHistory history)
    {
        ulong address = item.Operation.Address, value = item.Operation.Value;
        bool releases = item.Operation.Order
            is MemoryOrder.Publish or MemoryOrder.Release or MemoryOrder.Full;
        if (releases)
        {
            Release(item.Thread);
        }
        else if (item.Operation.Order == MemoryOrder.Plain && IsNode(address, history)
            && history.Objects.IsShared(address))
        {
            plain.Set(address, item.Thread.Number);
        }

        Violation? found = null;
        ulong node = IsNode(address, history) ? SimulatedAddress.Object(address) : 0;
        if (node != 0 && node == mine.Marked)
        {
            found ??= Describe(
                item, position, "writes to it with no barrier after marking it dead", node, history);
        }

        if (node != 0 && address == node && value == node)
        {
            mine.Marked = node;
        }
        else if (!releases && IsNode(value, history) && history.Objects.IsPublishedBy(value, position))
        {
            found ??= Describe(item, position, "makes it reachable without a release", value, history);
        }

        return found;
    }

    private static Violation Describe(
        in Event item, int position, string what, ulong node, ExecutionHistory history)
    {
        string name = AddressName.Object(node, history);
        return new Explanation(history)
            .At(position, "the access")
            .Proves(
                ViolationKind.MissingOrder,
                $"{item.Thread} uses {name} out of order: it {what}.",
                position);
    }

    private struct Recent
    {
        /// <summary>The node read since the last read barrier.</summary>
        public ulong Read;

        /// <summary>The node marked dead since the last write barrier.</summary>
        public ulong Marked;

        /// <summary>The node to which a pointer was read without order.</summary>
        public ulong Unordered;
    }
}
