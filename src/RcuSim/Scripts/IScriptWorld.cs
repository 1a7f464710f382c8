using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// What a script runner needs besides a machine: counts of nodes, and grace periods on demand.
/// </summary>
internal interface IScriptWorld<TMachine>
    where TMachine : struct, IMachine
{
    /// <summary>The machine.</summary>
    TMachine Machine { get; }

    /// <summary>How many maple nodes were ever taken.</summary>
    long Allocated { get; }

    /// <summary>How many maple nodes were ever freed.</summary>
    long Freed { get; }

    /// <summary>Runs all callbacks queued so far.</summary>
    void RunCallbacks(RcuRunner<TMachine> runner);
}
