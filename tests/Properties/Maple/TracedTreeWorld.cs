using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;
using RcuSim.Simulation;

namespace RcuSim.Tests.Properties.Maple;

internal sealed class TracedTreeWorld : ITreeWorld<TracedMachine>
{
    private readonly Jury jury = new(new(), []);
    private readonly SequentialEngine engine;
    private int untilFailure;
    private int timesToFail;

    public TracedTreeWorld()
    {
        engine = new(new(jury.History), jury);
        Machine = new(new SimulatedThread(ThreadName.Actor(1, "test")) { Engine = engine });
        engine.FailAllocation = cache => cache == MapleNodeLayout.Cache && Fails();
    }

    public TracedMachine Machine { get; }

    public long Live => jury.History.Objects.In(ObjectState.Allocated)
        .Concat(jury.History.Objects.In(ObjectState.Retired))
        .LongCount(address => jury.History.Objects.IsIn(address, MapleNodeLayout.Cache));

    public void EndGracePeriod() => engine.RunCallbacks(
        Machine,
        static (machine, function, retired, argument) =>
            MapleCallback.Run(machine, function, retired, argument));

    public void FailAllocation(int nth, int times = int.MaxValue) =>
        (untilFailure, timesToFail) = (nth, times);

    private bool Fails()
    {
        if (untilFailure == 0)
            return false;
        if (untilFailure > 1)
        {
            untilFailure--;
            return false;
        }

        untilFailure = --timesToFail > 0 ? 1 : 0;
        return true;
    }

    public void Verify()
    {
        Assert.Null(jury.Violation);
        Assert.Equal(Count(OperationKind.RcuEnter), Count(OperationKind.RcuLeave));
    }

    public void Dispose()
    {
    }

    private int Count(OperationKind kind)
    {
        int count = 0;
        foreach (ref readonly var item in jury.History.Log.Events)
            count += item.Operation.Kind == kind ? 1 : 0;
        return count;
    }
}
