using ControlledThread = Microsoft.Coyote.Rewriting.Types.Threading.Thread;

namespace RcuSim.Exploration;

/// <summary>
/// The Coyote-controlled threads of one execution. Those for callbacks start when a callback could begin and
/// has nowhere to, an actor that others start when it is started: every thread that Coyote controls costs it
/// at each step, even while it only waits.
/// </summary>
/// <param name="execution">The execution.</param>
/// <param name="inner">Hands control over.</param>
internal sealed class CoyoteThreads(OnlineExecution execution, ISwitcher inner) : ISwitcher
{
    private readonly List<ThreadSlot> late = [.. execution.Slots.Where(slot => slot.IsLate)];
    private readonly List<ThreadSlot> served = [];
    private readonly List<Thread> later = [];

    /// <summary>
    /// Runs every body to its end: the last one, for which all actors have to end, on the calling thread.
    /// </summary>
    public void RunBodies()
    {
        Thread[] actors = [.. execution.Slots.Where(slot => slot.IsActor && !slot.IsLate).Select(Create)];
        Array.ForEach(actors, ControlledThread.Start);
        Array.ForEach(actors, ControlledThread.Join);
        Serve(execution.Slots.Single(slot => !slot.IsActor && !slot.IsForCallbacks));
        for (int i = 0; i < later.Count; i++)
        {
            ControlledThread.Join(later[i]);
        }
    }

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        StartWhereWanted();
        inner.Switch(slot);
    }

    private void StartWhereWanted()
    {
        if (execution.WantedPlace is { } place && !served.Contains(place))
        {
            served.Add(place);
            StartLater(place);
        }

        while (late.Count > 0 && late.Find(execution.CanRun) is { } started)
        {
            late.Remove(started);
            StartLater(started);
        }
    }

    private void StartLater(ThreadSlot slot)
    {
        var thread = Create(slot);
        later.Add(thread);
        ControlledThread.Start(thread);
    }

    private Thread Create(ThreadSlot slot)
    {
        var thread = ControlledThread.Create(() => Serve(slot));
        thread.IsBackground = true;
        return thread;
    }

    private void Serve(ThreadSlot slot)
    {
        do
        {
            execution.RunBody(slot);
            StartWhereWanted();
        }
        while (slot.IsForCallbacks && !execution.Stopped && !execution.IsOver);
    }
}
