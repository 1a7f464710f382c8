namespace RcuSim.Exploration;

/// <summary>
/// Says where an execution is: in a body, or between bodies, where the library is at work. One thread tells
/// it, another may ask at any time.
/// </summary>
internal sealed class Pulse
{
    private ThreadSlot? inside;
    private long beats;
    private OnlineExecution? execution;
    private volatile bool interrupted;

    /// <summary>How often a body was entered.</summary>
    public long Beats => Volatile.Read(ref beats);

    /// <summary>The thread whose body runs; null while the library is at work.</summary>
    public ThreadSlot? Inside => Volatile.Read(ref inside);

    /// <summary>The execution that was set up last; null before.</summary>
    public OnlineExecution? Execution
    {
        get => execution;
        set
        {
            execution = value;

            // Another thread may interrupt just now: it writes the one and reads the other.
            Interlocked.MemoryBarrier();
            if (interrupted)
            {
                value?.Interrupt();
            }
        }
    }

    /// <summary>True from an interruption until executions may run again.</summary>
    public bool IsInterrupted => interrupted;

    /// <summary>True once a body did not come back: whatever still happens counts for nothing.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Notes that a body goes on.</summary>
    public void Leave(ThreadSlot slot)
    {
        Volatile.Write(ref beats, beats + 1);
        Volatile.Write(ref inside, slot);
    }

    /// <summary>Notes that the library goes on.</summary>
    public void Enter() => Volatile.Write(ref inside, null);

    /// <summary>Ends what runs, a setup too, and all that comes. Any thread may call it.</summary>
    public void Interrupt()
    {
        interrupted = true;
        Interlocked.MemoryBarrier();
        execution?.Interrupt();
    }

    /// <summary>Lets executions run again after an interruption.</summary>
    public void Resume()
    {
        interrupted = false;
        execution?.Resume();
    }

    /// <summary>Gives up: every body is to end at its next operation.</summary>
    public void GiveUp()
    {
        IsGivenUp = true;
        execution?.Stop();
    }
}
