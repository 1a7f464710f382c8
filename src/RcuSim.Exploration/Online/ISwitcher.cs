namespace RcuSim.Exploration;

/// <summary>How an online engine hands control from one simulated thread to another.</summary>
public interface ISwitcher
{
    /// <summary>
    /// Called by a thread that has announced its next operation. Returns once the thread was chosen to go on
    /// (then the execution allowed it to run for it) or the execution is over.
    /// </summary>
    void Switch(ThreadSlot slot);
}
