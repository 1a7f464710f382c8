using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>A script's world on the native machine.</summary>
internal sealed class NativeScriptWorld : IScriptWorld<NativeMachine>, IDisposable
{
    private readonly NativeSystem system = new(
        new NativeOptions { DeferCallbacks = true },
        static (machine, function, first, second) => MapleCallback.Run(machine, function, first, second));

    private readonly NativeThread thread;

    public NativeScriptWorld() => thread = system.CreateThread();

    public NativeMachine Machine => thread.Machine;

    public long Allocated => system.Statistics(MapleNodeLayout.Cache).Allocated;

    public long Freed => system.Statistics(MapleNodeLayout.Cache).Freed;

    public int Waiting(int function) => system.CountHeld(function);

    public void Fail(FailingRequests which)
    {
        if (which == FailingRequests.None)
        {
            thread.CancelFailure();
        }
        else
        {
            thread.PlanFailure(nth: 1, andLater: which == FailingRequests.All);
        }
    }

    public void RunCallbacks(RcuRunner<NativeMachine> runner) => system.RunCallbacks(runner);

    public void Dispose()
    {
        thread.Dispose();
        system.Dispose();
    }
}
