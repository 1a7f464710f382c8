using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Follows a recorded schedule under Coyote: each thread pauses until the schedule names it.
/// </summary>
/// <param name="execution">The execution.</param>
/// <param name="steps">The threads to run on, in order.</param>
internal sealed class CoyoteReplaySwitcher(OnlineExecution execution, IReadOnlyList<ThreadName> steps)
    : ISwitcher
{
    /// <summary>True if a thread's turn came when it could not run, or the schedule ended early.</summary>
    public bool Diverged { get; private set; }

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        if (!IsTurnOf(slot))
        {
            Microsoft.Coyote.Runtime.Operation.PauseUntil(() => IsTurnOf(slot));
        }
    }

    /// <summary>
    /// True if the thread may run on, or everything is over. A turn of a thread that cannot run would leave
    /// all others paused for ever (it may not even have a Coyote thread yet), so it ends the replay here.
    /// </summary>
    private bool IsTurnOf(ThreadSlot slot)
    {
        if (execution.Stopped || execution.IsOver)
        {
            return true;
        }

        int place = execution.Points < steps.Count ? execution.Find(steps[execution.Points]) : -1;
        if (place < 0 || !execution.CanRun(execution.Slots[place]))
        {
            Diverged = true;
            execution.Stop();
        }

        return execution.Stopped || place == slot.Thread.Place;
    }
}
