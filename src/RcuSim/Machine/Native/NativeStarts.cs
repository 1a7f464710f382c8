namespace RcuSim.Machine;

/// <summary>
/// Which threads of a native scenario have begun and which have ended, so that they can start each other and
/// wait for each other.
/// </summary>
/// <param name="roster">Who there is.</param>
internal sealed class NativeStarts(Roster roster)
{
    private readonly object gate = new();
    private readonly bool[] begun = new bool[roster.Count];
    private readonly bool[] ended = new bool[roster.Count];
    private int running;

    /// <summary>All threads are to run once more. None may run now.</summary>
    public void Restart()
    {
        lock (gate)
        {
            running = 0;
            for (int thread = 0; thread < roster.Count; thread++)
            {
                begun[thread] = !roster.IsLate(thread);
                ended[thread] = false;
                running += begun[thread] ? 1 : 0;
            }
        }
    }

    /// <summary>Has a thread begin.</summary>
    /// <exception cref="InvalidOperationException">It has begun.</exception>
    public void Start(string label)
    {
        int thread = roster.ToStart(label);
        lock (gate)
        {
            if (begun[thread])
            {
                throw new InvalidOperationException($"thread '{label}' is started a second time");
            }

            begun[thread] = true;
            running++;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until a thread has ended.</summary>
    public void Join(string label)
    {
        int thread = roster.ToJoin(label);
        lock (gate)
        {
            while (!ended[thread])
            {
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Waits until a thread may begin, or nobody is left who could start it.</summary>
    /// <param name="thread">Its place in the roster.</param>
    /// <returns>False in the latter case.</returns>
    public bool AwaitStart(int thread)
    {
        lock (gate)
        {
            while (!begun[thread] && running > 0)
            {
                Monitor.Wait(gate);
            }

            return begun[thread];
        }
    }

    /// <summary>Takes in that a thread has ended.</summary>
    /// <param name="thread">Its place in the roster.</param>
    public void End(int thread)
    {
        lock (gate)
        {
            ended[thread] = true;
            running--;
            Monitor.PulseAll(gate);
        }
    }
}
