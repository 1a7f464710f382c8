namespace RcuSim.Machine;

/// <summary>
/// Who a simulated thread is: the n-th child of its parent. The number that stands for it in addresses
/// follows from the name alone.
/// </summary>
/// <remarks>
/// A small value without references, since every event carries one: the texts lie in a table of all names
/// that the program has used.
/// </remarks>
public readonly record struct ThreadName
{
    private static readonly object gate = new();

    // Replaced as a whole, so that it can be read while names are added.
    private static volatile (string Path, byte Number, string Label)[] names = [];

    /// <summary>The setup thread, root of all names.</summary>
    public static readonly ThreadName Setup = new("0", 0, "setup");

    /// <summary>The thread that runs RCU callbacks in an online engine.</summary>
    public static readonly ThreadName Callbacks = new("0.rcu", 254, "rcu");

    /// <summary>The thread that runs after all actors have ended.</summary>
    public static readonly ThreadName Teardown = new("0.end", 255, "teardown");

    private readonly ushort entry;

    private ThreadName(string path, byte number, string label)
    {
        Number = number;
        lock (gate)
        {
            int known = Array.IndexOf(names, (path, number, label));
            if (known < 0)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, ushort.MaxValue);
                known = names.Length;
                names = [.. names, (path, number, label)];
            }

            entry = (ushort)known;
        }
    }

    /// <summary>1 byte, unique among the threads of a scenario: the root is 0.</summary>
    public byte Number { get; }

    /// <summary>The ordinals from the root down, joined by dots; the root is <c>0</c>.</summary>
    internal string Path => names[entry].Path;

    /// <summary>What people call it, for example <c>fork</c> or <c>fault-2</c>; unique in a
    /// scenario.</summary>
    public string Label => names[entry].Label;

    /// <summary>The name of the n-th actor, from 1.</summary>
    internal static ThreadName Actor(int n, string label)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 200);
        return new($"0.{n}", (byte)n, label);
    }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
