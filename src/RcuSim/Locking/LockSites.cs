using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>The named places of this layer.</summary>
internal static class LockSites
{
    /// <summary>Is a fatal signal pending for a killable wait?</summary>
    public static readonly Site FatalSignal = new("fatal-signal", SiteKind.Failure, "fatal_signal_pending");
}
