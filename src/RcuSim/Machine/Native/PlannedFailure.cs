namespace RcuSim.Machine;

/// <summary>Which of a native thread's allocations is to fail.</summary>
internal sealed class PlannedFailure
{
    private long remaining;
    private bool andLater;

    /// <summary>True while a failure is still to come.</summary>
    public bool Armed => remaining > 0;

    /// <summary>True once the planned failure has happened.</summary>
    public bool Happened { get; private set; }

    /// <summary>Plans a failure.</summary>
    public void Arm(long nth, bool later)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        remaining = nth;
        andLater = later;
        Happened = false;
    }

    /// <summary>Plans no failure.</summary>
    public void Disarm() => remaining = 0;

    /// <summary>Counts allocations; true if the planned one is among them.</summary>
    public bool Hits(int count)
    {
        if (remaining == 0)
        {
            return false;
        }

        if (remaining > count)
        {
            remaining -= count;
            return false;
        }

        remaining = andLater ? 1 : 0;
        Happened = true;
        return true;
    }
}
