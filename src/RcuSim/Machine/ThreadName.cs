namespace RcuSim.Machine;

/// <summary>
/// Who a simulated thread is: the n-th child of its parent. An RCU callback is a thread too, the child of
/// whoever called <see cref="IMachine.CallRcu"/>.
/// </summary>
/// <remarks>
/// A small value without references, since every event carries one: the texts lie in a table of all names
/// that the program has used.
/// </remarks>
public readonly record struct ThreadName
{
    /// <summary>How many actors there can be.</summary>
    internal const int MostActors = 200;

    private const ushort FirstCallback = 256;
    private static readonly object gate = new();
    private static readonly Dictionary<(string Path, string Label), ThreadName> others = [];
    private static readonly Dictionary<(ushort Caller, int Nth), ThreadName> callbacks = [];

    // Replaced as a whole when it is full, so that it can be read while names are added.
    private static volatile Entry[] names = new Entry[64];
    private static int count;

    /// <summary>The setup thread, root of all names.</summary>
    public static readonly ThreadName Setup = Plain("0", 0, "setup");

    /// <summary>The thread that runs after all actors have ended.</summary>
    public static readonly ThreadName Teardown = Plain("0.end", 255, "teardown");

    private readonly ushort entry;

    private ThreadName(ushort entry, ushort number) => (this.entry, Number) = (entry, number);

    /// <summary>
    /// Unique among the threads of a scenario, and small: an index for what is kept of each. Setup is 0,
    /// actors count from 1; a callback has whichever came next in the program, from 256 on, so nothing else
    /// may follow from it.
    /// </summary>
    public ushort Number { get; }

    /// <summary>The ordinals from the root down, joined by dots; the root is <c>0</c>.</summary>
    internal string Path => names[entry].Path;

    /// <summary>What people call it, for example <c>fork</c> or <c>callback 2 of fork</c>; unique in a
    /// scenario.</summary>
    public string Label => names[entry].Label;

    /// <summary>True for an actor, whether it begins by itself or is started.</summary>
    internal bool IsActor => Number is > 0 and <= MostActors;

    /// <summary>Its place among all names of the program; see <see cref="At"/>.</summary>
    internal ushort Index => entry;

    /// <summary>True for an RCU callback.</summary>
    public bool IsCallback => Number >= FirstCallback;

    /// <summary>Which call of its caller queued it, from 1; 0 if it is no callback.</summary>
    internal int Nth => names[entry].Nth;

    /// <summary>Who queued a callback.</summary>
    internal ThreadName Caller => names[entry].Caller;

    /// <summary>The name at a place; see <see cref="Index"/>.</summary>
    internal static ThreadName At(ushort index) => new(index, names[index].Number);

    /// <summary>The name of the n-th actor, from 1.</summary>
    internal static ThreadName Actor(int n, string label)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MostActors);
        return Plain($"0.{n}", (byte)n, label);
    }

    /// <summary>The name of the callback that a thread's n-th call queued, from 1.</summary>
    /// <exception cref="InvalidOperationException">The program has used too many names.</exception>
    internal static ThreadName Callback(ThreadName caller, int n)
    {
        lock (gate)
        {
            if (callbacks.TryGetValue((caller.entry, n), out var known))
            {
                return known;
            }

            if (callbacks.Count > ushort.MaxValue - FirstCallback)
            {
                throw new InvalidOperationException(
                    $"more than {ushort.MaxValue - FirstCallback} different RCU callbacks in one program");
            }

            ushort number = (ushort)(FirstCallback + callbacks.Count);
            string label = $"callback {n} of {caller.Label}";
            var name = Add(new($"{caller.Path}.rcu{n}", label, number, caller, n));
            callbacks.Add((caller.entry, n), name);
            return name;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Label;

    private static ThreadName Plain(string path, byte number, string label)
    {
        lock (gate)
        {
            if (!others.TryGetValue((path, label), out var name))
            {
                name = Add(new(path, label, number, default, 0));
                others.Add((path, label), name);
            }

            return name;
        }
    }

    private static ThreadName Add(Entry added)
    {
        if (count > ushort.MaxValue)
        {
            throw new InvalidOperationException($"more than {count} names of threads in one program");
        }

        var table = names;
        if (count == table.Length)
        {
            Array.Resize(ref table, count * 2);
        }

        table[count] = added;
        names = table;
        return new((ushort)count++, added.Number);
    }

    private sealed record Entry(string Path, string Label, ushort Number, ThreadName Caller, int Nth);
}
