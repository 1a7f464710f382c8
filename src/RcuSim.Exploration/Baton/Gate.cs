namespace RcuSim.Exploration;

/// <summary>Lets one thread park until another opens the gate for it; opening before parking is not lost.</summary>
internal sealed class Gate
{
    private readonly object sync = new();
    private bool open;

    /// <summary>Lets the parked thread, or the next to park, go on.</summary>
    public void Open()
    {
        lock (sync)
        {
            open = true;
            Monitor.Pulse(sync);
        }
    }

    /// <summary>Parks until the gate is opened, and closes it.</summary>
    public void Pass()
    {
        lock (sync)
        {
            while (!open)
            {
                Monitor.Wait(sync);
            }

            open = false;
        }
    }
}
