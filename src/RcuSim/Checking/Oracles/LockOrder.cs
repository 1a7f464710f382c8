using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// G9: locks of different kinds (a field of a kind of object) are waited for in one order; locks of one kind
/// nest in one order of the objects, so parent's mmap lock before child's is as good as the other way, but
/// not both.
/// </summary>
/// <remarks>
/// Like the kernel's lockdep it needs no deadlock to happen; unlike it, it judges one execution at a time. A
/// trylock waits for nothing, so it makes no order, but what is waited for while holding it does.
/// </remarks>
public sealed class LockOrder : IOracle
{
    private readonly List<Edge> edges = [];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Lock);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        var held = state.Protections[item.Thread].Locks;
        if (held.Count < 2 || item.Thread.Name == ThreadName.Setup)
        {
            return;
        }

        for (int i = 0; i < held.Count - 1; i++)
        {
            Note(held[i], item.Operation.Address, position, state);
        }
    }

    /// <inheritdoc/>
    public void Restore() => edges.Clear();

    private static ulong KindOf(ulong address) =>
        ((ulong)SimulatedAddress.Cache(address).Number << 16) + (ulong)SimulatedAddress.Word(address);

    private void Note(HeldLock held, ulong taken, int position, SystemState state)
    {
        if (!state.Objects.IsPointer(taken) || !state.Objects.IsPointer(held.Address))
        {
            return;
        }

        ulong from = KindOf(held.Address), to = KindOf(taken);
        var edge = from == to
            ? new Edge(held.Address, taken, held, taken, position)
            : new Edge(from, to, held, taken, position);
        foreach (var known in edges)
        {
            if (known.From == edge.From && known.To == edge.To)
            {
                return;
            }
        }

        edges.Add(edge);
        if (!HasEdgeFrom(edge.To) && edge.To != edge.From)
        {
            return;
        }

        var way = new List<Edge> { edge };
        if (edge.To == edge.From || Reaches(edge.To, edge.From, way))
        {
            state.Report(Describe(way, position, state));
        }
    }

    private bool HasEdgeFrom(ulong from)
    {
        foreach (var edge in edges)
        {
            if (edge.From == from)
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(ulong from, ulong target, List<Edge> way)
    {
        foreach (var edge in edges)
        {
            if (edge.From != from || way.Contains(edge))
            {
                continue;
            }

            way.Add(edge);
            if (edge.To == target || Reaches(edge.To, target, way))
            {
                return true;
            }

            way.RemoveAt(way.Count - 1);
        }

        return false;
    }

    private static Violation Describe(List<Edge> way, int position, SystemState state)
    {
        var argument = new Argument(state);
        foreach (var edge in way)
        {
            argument.At(edge.Held.Since, $"{state.Name(edge.Held.Address)} is taken");
            argument.At(edge.Position, $"with it held, {state.Name(edge.Taken)} is waited for");
        }

        string first = state.Name(way[0].Held.Address), second = state.Name(way[0].Taken);
        string sentence = way[0].To == way[0].From
            ? $"{state.Log[position].Thread.Name} takes {first} twice."
            : $"{first} and {second} are taken in both orders.";
        return argument.Proves(ViolationKind.LockOrder, sentence, position);
    }

    private readonly record struct Edge(ulong From, ulong To, HeldLock Held, ulong Taken, int Position);
}
