using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Simulation;

namespace RcuSim.Scripts;

/// <summary>
/// A script's world on the traced machine: one thread, whose every event is answered at once. The events are
/// forgotten as they come, so that a script may be of any length.
/// </summary>
internal sealed class TracedScriptWorld : IScriptWorld<TracedMachine>, IEventSink
{
    private const int Kept = 1 << 16;
    private readonly ExecutionHistory history = new();
    private readonly SequentialEngine engine;

    public TracedScriptWorld()
    {
        engine = new(new(history), this);
        Machine = new(new SimulatedThread(ThreadName.Setup) { Engine = engine });
    }

    public TracedMachine Machine { get; }

    public long Allocated { get; private set; }

    public long Freed { get; private set; }

    public int Waiting(int function) => history.Rcu.Queued.Count(callback => callback.Function == function);

    public void Fail(FailingRequests which)
    {
        bool fails = which != FailingRequests.None;
        engine.FailAllocation = _ =>
        {
            bool failed = fails;
            fails &= which == FailingRequests.All;
            return failed;
        };
    }

    public void RunCallbacks(RcuRunner<TracedMachine> runner) => engine.RunCallbacks(Machine, runner);

    /// <inheritdoc/>
    public void Take(in Event item)
    {
        var operation = item.Operation;
        bool isNode = operation.Detail == MapleNodeLayout.Cache.Number;
        Allocated += isNode && operation.Kind == OperationKind.Allocate && item.Result != 0
            ? (long)operation.Operand : 0;
        Freed += isNode && operation.Kind == OperationKind.Free ? 1 : 0;
        history.Take(item);
        if (history.Log.Count > Kept)
        {
            history.Log.Truncate(0);
        }
    }
}
