using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Properties.Maple;

internal sealed class NativeTreeWorld : ITreeWorld<NativeMachine>
{
    private readonly NativeSystem system = new(
        new NativeOptions { DeferCallbacks = true, PoisonOnFree = true },
        static (machine, function, retired, argument) =>
            MapleCallback.Run(machine, function, retired, argument));

    private readonly NativeThread thread;

    public NativeTreeWorld() => thread = system.CreateThread();

    public NativeMachine Machine => thread.Machine;

    public long Live => system.Statistics(MapleNodeLayout.Cache).Live;

    public void EndGracePeriod() => system.RunCallbacks();

    public void FailAllocation(int nth, int times = int.MaxValue)
    {
        thread.CancelFailure();
        if (nth > 0)
            thread.PlanFailure(nth, andLater: times > 1);
    }

    public void Verify()
    {
    }

    public void Dispose()
    {
        thread.Dispose();
        system.Dispose();
    }
}
