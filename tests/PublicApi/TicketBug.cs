namespace RcuSim.Tests.PublicApi;

/// <summary>What is wrong with a ticket lock.</summary>
internal enum TicketBug
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two threads may take one number.</summary>
    SharesNumbers,

    /// <summary>What a holder did may come after its release.</summary>
    ReleasesEarly,

    /// <summary>A thread that finds nothing to do keeps the lock.</summary>
    KeepsTheLock,
}
