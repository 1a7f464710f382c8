using Microsoft.Coyote.Runtime;

namespace RcuSim.Exploration;

/// <summary>
/// Hands control over by Coyote: a switch is a Coyote scheduling point, waiting is a Coyote pause.
/// </summary>
/// <param name="execution">The execution.</param>
internal sealed class CoyoteSwitcher(OnlineExecution execution) : ISwitcher
{
    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        switch (slot.Pending.Kind)
        {
            case Machine.OperationKind.Begin:
                break;
            case Machine.OperationKind.Spin:
                SchedulingPoint.Yield();
                break;
            default:
                SchedulingPoint.Interleave();
                break;
        }

        while (!execution.Stopped && !execution.CanRun(slot))
        {
            Operation.PauseUntil(() => execution.Stopped || execution.CanRun(slot));
        }
    }
}
