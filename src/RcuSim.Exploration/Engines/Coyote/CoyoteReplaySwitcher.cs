using Microsoft.Coyote.Runtime;

namespace RcuSim.Exploration;

/// <summary>
/// Follows a recorded schedule under Coyote: each thread pauses until the schedule names it.
/// </summary>
/// <param name="execution">The execution.</param>
/// <param name="steps">The numbers of the threads to run on, in order.</param>
internal sealed class CoyoteReplaySwitcher(OnlineExecution execution, IReadOnlyList<byte> steps) : ISwitcher
{
    /// <summary>True if a thread's turn came when it could not run, or the schedule ended early.</summary>
    public bool Diverged { get; private set; }

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        if (!IsTurnOf(slot))
        {
            Operation.PauseUntil(() => IsTurnOf(slot));
        }

        if (!execution.Stopped && !execution.CanRun(slot))
        {
            Diverged = true;
            execution.Stop();
        }
    }

    /// <summary>
    /// True if the thread may run on, or everything is over. A turn of a thread that has ended would leave
    /// all others paused for ever, so it ends the replay here.
    /// </summary>
    private bool IsTurnOf(ThreadSlot slot)
    {
        if (!execution.Stopped && (execution.Points >= steps.Count || !IsAlive(steps[execution.Points])))
        {
            Diverged = true;
            execution.Stop();
        }

        return execution.Stopped || steps[execution.Points] == slot.Number;
    }

    private bool IsAlive(byte number) => execution.Find(number) is { Finished: false };
}
