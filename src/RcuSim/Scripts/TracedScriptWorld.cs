using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// A script's world on the traced machine: one thread, whose every event is answered at once.
/// </summary>
internal sealed class TracedScriptWorld : IScriptWorld<TracedMachine>
{
    private readonly ScriptEngine engine = new();

    public TracedScriptWorld() =>
        Machine = new(new SimulatedThread(ThreadName.Setup) { Engine = engine });

    public TracedMachine Machine { get; }

    public long Allocated => engine.Allocated;

    public long Freed => engine.Freed;

    public void RunCallbacks(RcuRunner<TracedMachine> runner)
    {
        while (engine.TryTakeCallback(out int function, out ulong first, out ulong second))
        {
            runner(Machine, function, first, second);
        }
    }
}
