namespace RcuSim.Machine;

/// <summary>
/// Who a simulated thread is: the n-th child of its parent. The number that stands for it in addresses
/// follows from the name alone.
/// </summary>
/// <param name="Path">The ordinals from the root down, joined by dots; the root is <c>0</c>.</param>
/// <param name="Number">1 byte, unique among the threads of a scenario: the root is 0.</param>
/// <param name="Label">What people call it, for example <c>fork</c> or <c>fault-2</c>; unique in a
/// scenario.</param>
public sealed record ThreadName(string Path, byte Number, string Label)
{
    /// <summary>The setup thread, root of all names.</summary>
    public static readonly ThreadName Setup = new("0", 0, "setup");

    /// <summary>The thread that runs RCU callbacks in an online engine.</summary>
    public static readonly ThreadName Callbacks = new("0.rcu", 254, "rcu");

    /// <summary>The thread that runs after all actors have ended.</summary>
    public static readonly ThreadName Finish = new("0.end", 255, "finish");

    /// <summary>The name of the n-th actor, from 1.</summary>
    public static ThreadName Actor(int n, string label)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 200);
        return new($"0.{n}", (byte)n, label);
    }

    /// <summary>True for the same number and path: names are compared far more often than made.</summary>
    public bool Equals(ThreadName? other) =>
        ReferenceEquals(this, other) || (other is not null && Number == other.Number && Path == other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => Number;

    /// <inheritdoc/>
    public override string ToString() => Label;
}
