namespace RcuSim.Exploration;

/// <summary>How an engine hands control from one thread of an <see cref="OnlineExecution"/> to
/// another.</summary>
internal interface ISwitcher
{
    /// <summary>
    /// Called by a thread that has announced its next operation. Returns once the thread was chosen to run on
    /// (then the execution allowed it to run for it) or the execution is over.
    /// </summary>
    void Switch(ThreadSlot slot);
}
