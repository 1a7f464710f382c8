using RcuSim.Checking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Properties.Maple;

internal sealed class TracedTreeWorld : ITreeWorld<TracedMachine>
{
    private readonly SystemState state = new([]);
    private readonly SequentialEngine engine;
    private int untilFailure;
    private int timesToFail;

    public TracedTreeWorld()
    {
        engine = new(state);
        Machine = new(new SimulatedThread(ThreadName.Actor(1, "test")) { Engine = engine });
        engine.FailAllocation = cache => cache == MapleNodeLayout.Cache && Fails();
    }

    public TracedMachine Machine { get; }

    public long Live => state.Objects.In(ObjectState.Allocated).Concat(state.Objects.In(ObjectState.Retired))
        .LongCount(address => SimulatedAddress.Cache(address) == MapleNodeLayout.Cache);

    public void EndGracePeriod() => engine.RunCallbacks(
        Machine,
        static (machine, function, first, second) => MapleCallback.Run(machine, function, first, second));

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

    public void Verify() => Assert.Null(state.Violation);

    public void Dispose()
    {
    }
}
