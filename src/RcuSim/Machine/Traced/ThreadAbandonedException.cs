namespace RcuSim.Machine;

/// <summary>
/// Unwinds a simulated thread whose execution is over. Bodies do not catch it; only engines do.
/// </summary>
internal sealed class ThreadAbandonedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ThreadAbandonedException()
        : base("the simulated thread was abandoned by its engine")
    {
    }
}
