using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// G9: locks of different kinds (a field of a kind of object) are waited for in one order; locks of one kind
/// nest in one order of the objects, so parent's mmap lock before child's is as good as the other way, but
/// not both.
/// </summary>
/// <remarks>
/// Like the kernel's lockdep it needs no deadlock to happen; unlike it, it judges one execution at a time. A
/// trylock waits for nothing, so it makes no order, but what is waited for while holding it does. Locks that
/// are taken in both orders only while one other lock is held exclusively, the gate, are not reported.
/// </remarks>
internal sealed class LockOrder : IOracle
{
    private readonly ReversibleList<Edge> edges = new();

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Lock);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        var held = history.Protections[item.Thread].Held;
        if (held.Length < 2 || item.Thread == ThreadName.Setup)
        {
            return null;
        }

        Violation? found = null;
        for (int i = 0; i < held.Length - 1; i++)
        {
            found ??= Note(held, i, step.Position, history);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Mark() => edges.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => edges.BackTo(mark);

    private static ulong KindOf(ulong address, ExecutionHistory history) =>
        ((ulong)history.Objects.KindOf(address) << 32) + (ulong)SimulatedAddress.Word(address);

    private Violation? Note(
        ReadOnlySpan<HeldLock> locks, int at, int position, ExecutionHistory history)
    {
        var held = locks[at];
        ulong taken = locks[^1].Address;
        if (!history.Objects.IsPointer(taken) || !history.Objects.IsPointer(held.Address))
        {
            return null;
        }

        ulong from = KindOf(held.Address, history), to = KindOf(taken, history);
        (from, to) = from == to ? (held.Address, taken) : (from, to);
        foreach (var known in edges.Items)
        {
            if (known.From == from && known.To == to && AreGates(known.Gates, locks, at))
            {
                return null;
            }
        }

        var edge = new Edge(from, to, held, taken, position, GatesOf(locks, at));
        edges.Change().Add(edge);
        if (!HasEdgeFrom(edge.To) && edge.To != edge.From)
        {
            return null;
        }

        var way = new List<Edge> { edge };
        return edge.To == edge.From || Reaches(edge.To, edge.From, way)
            ? Describe(way, position, history)
            : null;
    }

    /// <summary>The other locks that keep every other thread out meanwhile.</summary>
    private static ulong[] GatesOf(ReadOnlySpan<HeldLock> locks, int at)
    {
        var gates = new List<ulong>();
        for (int i = 0; i < locks.Length - 1; i++)
        {
            if (i != at && locks[i].Mode != LockMode.Read)
            {
                gates.Add(locks[i].Address);
            }
        }

        return [.. gates];
    }

    private static bool AreGates(ulong[] gates, ReadOnlySpan<HeldLock> locks, int at) =>
        gates.Length == 0 || gates.All(GatesOf(locks, at).Contains);

    /// <summary>True if no two of the threads on the way can be there at the same time.</summary>
    private static bool HasGate(List<Edge> way) =>
        way[0].Gates.Any(gate => way.TrueForAll(edge => edge.Gates.Contains(gate)));

    private bool HasEdgeFrom(ulong from)
    {
        foreach (var edge in edges.Items)
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
        foreach (var edge in edges.Items)
        {
            if (edge.From != from || way.Contains(edge))
            {
                continue;
            }

            way.Add(edge);
            if (edge.To == target ? !HasGate(way) : Reaches(edge.To, target, way))
            {
                return true;
            }

            way.RemoveAt(way.Count - 1);
        }

        return false;
    }

    private static Violation Describe(List<Edge> way, int position, ExecutionHistory history)
    {
        var explanation = new Explanation(history);
        foreach (var edge in way)
        {
            explanation.At(edge.Held.Since, $"{history.Name(edge.Held.Address)} is taken");
            explanation.At(edge.Position, $"with it held, {history.Name(edge.Taken)} is waited for");
        }

        string first = history.Name(way[0].Held.Address), second = history.Name(way[0].Taken);
        string message = way[0].To == way[0].From
            ? $"{history.Log[position].Thread} takes {first} twice."
            : $"{first} and {second} are taken in both orders.";
        return explanation.Proves(ViolationKind.LockOrder, message, position);
    }

    private readonly record struct Edge(
        ulong From, ulong To, HeldLock Held, ulong Taken, int Position, ulong[] Gates);
}
