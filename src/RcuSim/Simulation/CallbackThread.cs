using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// The body of the thread that runs RCU callbacks in an online engine: it takes them in the order in which
/// they were queued, waits for a grace period that began after each was queued, and runs it. When a grace
/// period ends is thus a scheduling decision.
/// </summary>
internal static class CallbackThread
{
    /// <summary>Runs callbacks until no more can come.</summary>
    public static void Run(TracedMachine machine, RcuRunner<TracedMachine> runner)
    {
        while (machine.TakeCallback() is { Function: not 0 } callback)
        {
            runner(machine, callback.Function, callback.Retired, callback.Argument);
            machine.EndCallback();
        }
    }
}
