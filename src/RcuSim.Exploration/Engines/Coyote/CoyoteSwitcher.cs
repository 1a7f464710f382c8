using Microsoft.Coyote.Random;
using Microsoft.Coyote.Runtime;

namespace RcuSim.Exploration;

/// <summary>
/// Hands control over by Coyote in one execution: a switch is a Coyote scheduling point, waiting is a Coyote
/// pause.
/// </summary>
/// <param name="execution">The execution.</param>
internal sealed class CoyoteSwitcher(OnlineExecution execution) : ISwitcher
{
    private readonly Generator generator = Generator.Create();

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        switch (slot.IsVacant ? Machine.OperationKind.Begin : slot.Pending.Kind)
        {
            case Machine.OperationKind.Begin:
                break;
            case Machine.OperationKind.Spin when generator.NextBoolean():
                LetAnotherGoFirst(slot);
                break;
            default:
                SchedulingPoint.Interleave();
                break;
        }

        while (!MayGoOn(slot))
        {
            Operation.PauseUntil(() => MayGoOn(slot));
        }
    }

    private bool MayGoOn(ThreadSlot slot) => execution.Stopped || execution.IsOver || execution.CanRun(slot);

    /// <summary>
    /// Pauses a thread until another took a turn. Coyote's strategies with priorities are not fair, not even
    /// to a thread that yields: a loop whose turns are never fruitless would keep the one that it waits for
    /// from running. It happens at every other head, by chance, so that any number of turns in a row remains
    /// possible.
    /// </summary>
    private void LetAnotherGoFirst(ThreadSlot slot)
    {
        int before = execution.Points;
        Operation.PauseUntil(() =>
            execution.Stopped || execution.Points != before || !execution.CanAnyOtherRun(slot));
    }
}
