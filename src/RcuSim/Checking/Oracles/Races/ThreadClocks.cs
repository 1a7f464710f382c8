namespace RcuSim.Checking;

/// <summary>What one thread has seen of all.</summary>
/// <param name="number">Its number in the clocks.</param>
internal sealed class ThreadClocks(int number)
{
    /// <summary>Its number in the clocks.</summary>
    public int Number => number;

    /// <summary>What comes before whatever it does next.</summary>
    public VectorClock Now { get; } = new();

    /// <summary>What its unordered loads have found; a read barrier puts it before the rest.</summary>
    public VectorClock Pending { get; } = new();

    /// <summary>What came before its last write barrier.</summary>
    public VectorClock Fenced { get; } = new();

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Now.Clear();
        Pending.Clear();
        Fenced.Clear();
    }
}
