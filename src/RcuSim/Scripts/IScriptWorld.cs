using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// What a script runner needs besides a machine: counts of nodes, requests that fail, and grace periods on
/// demand.
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

    /// <summary>How many callbacks with a function wait for a grace period.</summary>
    int Waiting(int function);

    /// <summary>Has requests for nodes fail from now on.</summary>
    /// <param name="which">Which. Only the first of an operation that writes once may not wait.</param>
    void Fail(FailingRequests which);

    /// <summary>Runs all callbacks queued so far.</summary>
    void RunCallbacks(RcuRunner<TMachine> runner);
}
