using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Answers one thread that runs alone: no switches, no choices, no failures unless asked for. For set-up, for
/// tests and for scripts.
/// </summary>
/// <param name="state">The state it answers from.</param>
public sealed class SequentialEngine(SystemState state) : IEngine
{
    /// <summary>Asked before each allocation: true makes it fail. Null: none fails.</summary>
    public Func<SlabCache, bool>? FailAllocation { get; set; }

    /// <summary>Asked at each failure site: true makes it fail. Null: none fails.</summary>
    public Func<Site, bool>? FailSite { get; set; }

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (!state.IsEnabled(thread, operation) && operation.Kind != OperationKind.TakeCallback)
        {
            throw new InvalidOperationException(
                $"{thread.Name} would wait for ever: {EventText.Of(operation, 0, state)}");
        }

        return state.Apply(thread, operation, Decide(operation));
    }

    /// <summary>Runs every queued callback, as after a grace period.</summary>
    public void RunCallbacks(TracedMachine machine, RcuRunner<TracedMachine> runner)
    {
        while (state.Rcu.HasCallbacks)
        {
            var (function, first, second) = machine.TakeCallback();
            runner(machine, function, first, second);
            machine.EndCallback();
        }
    }

    private ulong Decide(in Operation operation) => operation.Kind switch
    {
        OperationKind.Allocate => FailAllocation?.Invoke(SlabCache.Find(operation.Detail)!) == true
            ? 0
            : operation.Address,
        OperationKind.Fail => FailSite?.Invoke(Site.Find(operation.Site)!) == true ? 1UL : 0,
        _ => 0,
    };
}
