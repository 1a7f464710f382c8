using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

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
public sealed class NodeOrder : IOracle
{
    private readonly Recent[] recent = new Recent[256];
    private readonly Dictionary<ulong, byte> plain = [];

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Load, OperationKind.Store, OperationKind.Copy, OperationKind.Fill,
        OperationKind.Fence, OperationKind.Unlock, OperationKind.RcuLeave);

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
            case OperationKind.Copy or OperationKind.Fill:
                WriteRange(item, state);
                break;
            case OperationKind.Fence:
                Pass(ref mine, (FenceKind)item.Operation.Detail);
                break;
            case OperationKind.Unlock:
                Release(item.Thread);
                break;
            default:
                mine = default;
                break;
        }
    }

    /// <inheritdoc/>
    public void Restore()
    {
        Array.Clear(recent);
        plain.Clear();
    }

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

    private void Release(SimulatedThread thread)
    {
        if (plain.Count == 0)
        {
            return;
        }

        foreach (var (word, writer) in plain)
        {
            if (writer == thread.Name.Number)
            {
                plain.Remove(word);
            }
        }
    }

    private void WriteRange(in Event item, SystemState state)
    {
        ulong first = item.Operation.Address;
        for (int i = 0; IsNode(first) && state.IsShared(first) && i < (int)item.Operation.Operand; i++)
        {
            plain[WordAddress.Of(first, i)] = item.Thread.Name.Number;
        }
    }

    private void Read(ref Recent mine, in Event item, int position, SystemState state)
    {
        ulong address = item.Operation.Address;
        var order = item.Operation.Order;
        bool isNode = IsNode(address), isLink = isNode && IsLink(address);
        ulong node = isNode ? SimulatedAddress.Object(address) : 0;
        var protection = state.Protections[item.Thread];
        bool isFree = protection is { Depth: > 0, Locks.Count: 0 };
        if (isFree && plain.Count > 0 && plain.TryGetValue(address, out byte writer)
            && writer != item.Thread.Name.Number)
        {
            Report(item, position, "reads a word of it that was written plainly", node, state);
        }

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
        if (IsNode(item.Result) && isFree && state.IsShared(address))
        {
            mine.Unordered = isOrdered ? 0 : SimulatedAddress.Object(item.Result);
        }
    }

    private void Write(ref Recent mine, in Event item, int position, SystemState state)
    {
        ulong address = item.Operation.Address, value = item.Operation.Value;
        bool releases = item.Operation.Order
            is MemoryOrder.Publish or MemoryOrder.Release or MemoryOrder.Full;
        if (releases)
        {
            Release(item.Thread);
        }
        else if (item.Operation.Order == MemoryOrder.Plain && IsNode(address) && state.IsShared(address))
        {
            plain[address] = item.Thread.Name.Number;
        }

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
            && state.Objects[value].PublishedAt == position && !releases)
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
