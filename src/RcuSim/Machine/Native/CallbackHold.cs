namespace RcuSim.Machine;

/// <summary>Holds RCU callbacks, in the order in which they came, until someone runs them.</summary>
internal sealed class CallbackHold
{
    private readonly object gate = new();
    private readonly Queue<RcuCallback> held = new();

    /// <summary>How many are held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return held.Count;
            }
        }
    }

    /// <summary>Adds a callback.</summary>
    public void Enqueue(RcuCallback callback)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callback.Function, 1);
        lock (gate)
        {
            held.Enqueue(callback);
        }
    }

    /// <summary>Takes the oldest callback.</summary>
    public bool TryTake(out RcuCallback callback)
    {
        lock (gate)
        {
            return held.TryDequeue(out callback);
        }
    }
}
