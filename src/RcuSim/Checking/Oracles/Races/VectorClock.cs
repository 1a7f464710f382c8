namespace RcuSim.Checking;

/// <summary>How far into each thread something has seen: for each thread the number of its events that come
/// before.</summary>
internal sealed class VectorClock
{
    private int[] seen = new int[8];

    /// <summary>How many events of a thread come before.</summary>
    public int this[int thread]
    {
        get => thread < seen.Length ? seen[thread] : 0;
        set
        {
            Reserve(thread + 1);
            seen[thread] = value;
        }
    }

    /// <summary>Has seen all that another has seen.</summary>
    public void Join(VectorClock other)
    {
        Reserve(other.seen.Length);
        for (int i = 0; i < other.seen.Length; i++)
        {
            seen[i] = Math.Max(seen[i], other.seen[i]);
        }
    }

    /// <summary>Has seen what another has seen, and nothing else.</summary>
    public void Set(VectorClock other)
    {
        Clear();
        Join(other);
    }

    /// <summary>Has seen nothing.</summary>
    public void Clear() => Array.Clear(seen);

    private void Reserve(int threads)
    {
        if (seen.Length < threads)
        {
            Array.Resize(ref seen, Math.Max(threads, seen.Length * 2));
        }
    }
}
