using RcuSim.Machine;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>Lets threads run one at a time: where there is a choice, and where one has to wait.</summary>
/// <param name="world">What operations wait for.</param>
/// <param name="slots">The threads.</param>
/// <param name="filter">Which operations are scheduling points.</param>
/// <param name="turns">Records who runs on.</param>
/// <param name="proceedings">Knows whether the execution is over.</param>
internal sealed class TurnTaking(
    SimulatedWorld world, ThreadSlots slots, VisibleFilter filter, Turns turns, Proceedings proceedings)
{
    private readonly Enabledness enabledness = new(slots, world);
    private ISwitcher? switcher;

    /// <summary>Starts afresh.</summary>
    /// <param name="next">Hands control from thread to thread.</param>
    public void Restart(ISwitcher next) => switcher = next;

    /// <summary>True if a thread could run if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => enabledness.CanRun(slot);

    /// <summary>True if some thread other than the given one could run.</summary>
    public bool CanAnyOtherRun(ThreadSlot slot) => enabledness.CanAnyRun(slot);

    /// <summary>Lets another thread run first, if any can, before one performs a visible operation.</summary>
    public void Offer(ThreadSlot slot, in Operation operation)
    {
        if (operation.Kind == OperationKind.Begin || !filter.Enabled || CanAnyOtherRun(slot))
        {
            bool waits = operation.Kind is not (OperationKind.Lock or OperationKind.BarrierEnd);
            slot.Announce(operation, waits);
            Switch(slot);
        }
    }

    /// <summary>Lets the next callback take a place, once the place is chosen.</summary>
    /// <returns>False if none will come any more.</returns>
    public bool TakeCallback(ThreadSlot slot)
    {
        LetRun(slot);
        if (slots.AreOver)
        {
            return false;
        }

        slot.Take(turns.ChooseCallback([.. world.History.Rcu.Ready]));
        turns.Take(slot.Thread.Name);
        return true;
    }

    /// <summary>Lets others run until a thread's operation needs no waiting any more.</summary>
    public void WaitUntilEnabled(ThreadSlot slot, in Operation operation)
    {
        if (!EventMask.Has(Synchronisation.Blocking, operation.Kind)
            || operation.Kind == OperationKind.CallbackBegin)
        {
            return;
        }

        slot.Announce(operation, waits: true);
        while (!enabledness.IsEnabled(slot))
        {
            var thread = slot.Thread;
            if (world.HasToQueue(thread.Name, operation))
            {
                proceedings.TakeOnBehalf(thread, operation with { Kind = OperationKind.LockWait });
            }

            Switch(slot);
        }
    }

    /// <summary>Ends the execution if some threads have not ended and none can run: a deadlock.</summary>
    public void StopAtDeadlock()
    {
        if (!proceedings.Stopped && !slots.AreOver && !enabledness.CanAnyRun(null))
        {
            proceedings.StandStill(slots.Waiting);
        }
    }

    private void Switch(ThreadSlot slot)
    {
        LetRun(slot);
        turns.Take(slot.Thread.Name);
    }

    private void LetRun(ThreadSlot slot)
    {
        if (!CanRun(slot))
        {
            StopAtDeadlock();
        }

        if (!proceedings.Stopped)
        {
            switcher!.Switch(slot);
        }

        if (proceedings.Stopped)
        {
            throw new ThreadAbandonedException();
        }
    }
}
