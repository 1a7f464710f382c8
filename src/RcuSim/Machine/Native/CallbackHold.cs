namespace RcuSim.Machine;

/// <summary>
/// Holds RCU callbacks, in the order in which they came, until someone runs them. A spinlock, since a monitor
/// would take a tenth of the time of a write that retires a node.
/// </summary>
internal sealed class CallbackHold
{
    private readonly Queue<NativeCallback> held = new();
    private ulong gate;

    /// <summary>How many are held.</summary>
    public int Count
    {
        get
        {
            NativeSpinLock.Enter(ref gate);
            try
            {
                return held.Count;
            }
            finally
            {
                NativeSpinLock.Leave(ref gate);
            }
        }
    }

    /// <summary>How many with a function are held.</summary>
    public int CountOf(int function)
    {
        NativeSpinLock.Enter(ref gate);
        try
        {
            return held.Count(callback => callback.Function == function);
        }
        finally
        {
            NativeSpinLock.Leave(ref gate);
        }
    }

    /// <summary>Adds a callback.</summary>
    public void Enqueue(NativeCallback callback)
    {
        NativeSpinLock.Enter(ref gate);
        try
        {
            held.Enqueue(callback);
        }
        finally
        {
            NativeSpinLock.Leave(ref gate);
        }
    }

    /// <summary>Takes the oldest callback.</summary>
    public bool TryTake(out NativeCallback callback)
    {
        NativeSpinLock.Enter(ref gate);
        try
        {
            return held.TryDequeue(out callback);
        }
        finally
        {
            NativeSpinLock.Leave(ref gate);
        }
    }
}
