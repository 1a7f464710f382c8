using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>Who holds one lock, and who waits for it in which order.</summary>
public sealed class LockState
{
    private readonly List<(SimulatedThread Thread, LockMode Mode)> holders = [];
    private readonly List<(SimulatedThread Thread, LockMode Mode)> queue = [];

    /// <summary>The holders, in the order in which they took it.</summary>
    public IReadOnlyList<(SimulatedThread Thread, LockMode Mode)> Holders => holders;

    /// <summary>The waiters, first come first.</summary>
    public IReadOnlyList<(SimulatedThread Thread, LockMode Mode)> Queue => queue;

    /// <summary>
    /// True if the thread may take the lock now: it is free for that mode, and no earlier waiter stands in
    /// the way.
    /// </summary>
    public bool IsFree(SimulatedThread thread, LockMode mode)
    {
        foreach (var waiter in queue)
        {
            if (waiter.Thread == thread)
            {
                break;
            }

            if (mode != LockMode.Read || waiter.Mode != LockMode.Read)
            {
                return false;
            }
        }

        return holders.Count == 0
            || (mode == LockMode.Read && holders.TrueForAll(h => h.Mode == LockMode.Read));
    }

    /// <summary>How a thread holds it, or null.</summary>
    public LockMode? ModeOf(SimulatedThread thread)
    {
        foreach (var holder in holders)
        {
            if (holder.Thread == thread)
            {
                return holder.Mode;
            }
        }

        return null;
    }

    /// <summary>Lets a thread stand in line; does nothing if it already does.</summary>
    public void Wait(SimulatedThread thread, LockMode mode)
    {
        if (!queue.Exists(w => w.Thread == thread))
        {
            queue.Add((thread, mode));
        }
    }

    /// <summary>Gives the lock to a thread.</summary>
    public void Take(SimulatedThread thread, LockMode mode)
    {
        queue.RemoveAll(w => w.Thread == thread);
        holders.Add((thread, mode));
    }

    /// <summary>Takes the lock from a thread; false if it did not hold it in that mode.</summary>
    public bool Drop(SimulatedThread thread, LockMode mode) => holders.Remove((thread, mode));

    /// <summary>Turns a write hold into a read hold; false if there was none.</summary>
    public bool Downgrade(SimulatedThread thread)
    {
        int at = holders.IndexOf((thread, LockMode.Write));
        if (at >= 0)
        {
            holders[at] = (thread, LockMode.Read);
        }

        return at >= 0;
    }

    /// <summary>Nobody holds it, nobody waits.</summary>
    public void Clear()
    {
        holders.Clear();
        queue.Clear();
    }
}
