using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>The named places of this layer: numbers 100–199.</summary>
public static class LockSites
{
    /// <summary>Is a fatal signal pending for a killable wait?</summary>
    public static readonly Site FatalSignal = new(100, "fatal-signal", "fatal_signal_pending");
}
