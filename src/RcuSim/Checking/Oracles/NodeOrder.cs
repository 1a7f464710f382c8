using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

/// <summary>
/// The orders on which readers of a maple tree rely are asked for, whether or not a schedule needs them: the
/// engines take one step after another, so that what a weaker order allows never happens in them.
/// </summary>
/// <remarks>
/// Four rules, with the letters of docs/ordering.md. A store that makes a node reachable is a release (C, E,
/// F, H). A reader reads a pointer to a node so that reads of the node stay behind (D, G). After a dead mark
/// comes a write barrier, before the node is written again (B). Before a death test comes a read barrier,
/// after the last read of the node (A).
/// </remarks>
public sealed class NodeOrder : IOracle
{
    private readonly Recent[] recent = new Recent[256];

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Load, OperationKind.Store, OperationKind.Fence, OperationKind.RcuLeave);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        ref var mine = ref recent[item.Thread.Name.Number];
        switch (item.Operation.Kind)
        {
            case OperationKind.Load:
                Read(ref mine, item, position, state);
                break;
            case OperationKind.Store:
                Write(ref mine, item, position, state);
                break;
            case OperationKind.Fence:
                Pass(ref mine, (FenceKind)item.Operation.Detail);
                break;
            default:
                mine = default;
                break;
        }
    }

    /// <inheritdoc/>
    public void Restore() => Array.Clear(recent);

    private static bool IsNode(ulong address) =>
        SimulatedAddress.IsAddress(address) && SimulatedAddress.Cache(address) == MapleNodeLayout.Cache;

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

    private static void Read(ref Recent mine, in Event item, int position, SystemState state)
    {
        ulong address = item.Operation.Address;
        var order = item.Operation.Order;
        bool isNode = IsNode(address), isLink = isNode && IsLink(address);
        ulong node = isNode ? SimulatedAddress.Object(address) : 0;
        if (isNode && mine.Unordered == node)
        {
            Report(item, position, "follows a pointer to it that was read without order", node, state);
        }

        if (isLink)
        {
            if (order == MemoryOrder.Once && mine.Read == node)
            {
                Report(item, position, "tests it for death with no barrier after reading it", node, state);
            }

            return;
        }

        mine.Read = isNode ? node : mine.Read;
        bool isOrdered = order is MemoryOrder.Dereference or MemoryOrder.Acquire;
        var protection = state.Protections[item.Thread];
        if (IsNode(item.Result) && protection is { Depth: > 0, Locks.Count: 0 } && state.IsShared(address))
        {
            mine.Unordered = isOrdered ? 0 : SimulatedAddress.Object(item.Result);
        }
    }

    private static void Write(ref Recent mine, in Event item, int position, SystemState state)
    {
        ulong address = item.Operation.Address, value = item.Operation.Value;
        ulong node = IsNode(address) ? SimulatedAddress.Object(address) : 0;
        if (node != 0 && node == mine.Marked)
        {
            Report(item, position, "writes to it with no barrier after marking it dead", node, state);
        }

        if (node != 0 && address == node && value == node)
        {
            mine.Marked = node;
        }
        else if (IsNode(value) && state.Objects.IsPointer(value)
            && state.Objects[value].PublishedAt == position
            && item.Operation.Order is not (MemoryOrder.Publish or MemoryOrder.Release or MemoryOrder.Full))
        {
            Report(item, position, "makes it reachable without a release", value, state);
        }
    }

    private static void Report(in Event item, int position, string what, ulong node, SystemState state)
    {
        string name = AddressName.Object(SimulatedAddress.Object(node));
        state.Report(new Argument(state)
            .At(position, "the access")
            .Proves(
                ViolationKind.MissingOrder,
                $"{item.Thread.Name} uses {name} out of order: it {what}.",
                position));
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
