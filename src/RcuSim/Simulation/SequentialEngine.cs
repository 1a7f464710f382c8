using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// Answers one thread that runs alone: no switches, no choices, no failures unless asked for. For setup, for
/// tests and for scripts.
/// </summary>
/// <param name="world">The world that answers.</param>
/// <param name="sink">Where the events are reported to.</param>
internal sealed class SequentialEngine(SimulatedWorld world, IEventSink sink) : IEngine
{
    /// <summary>Says which allocations fail; null for none.</summary>
    public Func<SlabCache, bool>? FailAllocation { get; set; }

    /// <summary>Says which planned failures happen; null for none.</summary>
    public Func<Site, bool>? FailSite { get; set; }

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (!world.IsEnabled(thread.Name, operation))
        {
            throw new InvalidOperationException(
                $"{thread.Name} would wait for ever: {EventText.Of(operation, 0, world.History)}");
        }

        ulong answer = world.Answer(thread.Name, operation, Decide(operation));
        sink.Take(new(thread.Name, thread.NextIndex, operation, answer));
        return answer;
    }

    /// <summary>Runs the callbacks that its thread has queued so far, and those that they queue.</summary>
    public void RunCallbacks(TracedMachine machine, RcuRunner<TracedMachine> runner)
    {
        while (world.History.Rcu.Ready.FirstOrDefault() is { Nth: > 0 } callback)
        {
            machine.BeginCallback(callback.Nth, callback.Domain);
            RcuFunction.Run(machine, callback.Function, callback.Retired, callback.Argument, runner);
            machine.EndCallback(callback.Nth, callback.Domain);
        }
    }

    private ulong Decide(in Operation operation) => operation.Kind switch
    {
        OperationKind.Allocate => FailAllocation?.Invoke(SlabCache.At(operation.Detail)) == true
            ? 0
            : operation.Address,
        OperationKind.PollState => 1,
        OperationKind.Fail => FailSite?.Invoke(Site.Find(operation.Site)!) == true ? 1UL : 0,
        _ => 0,
    };
}
