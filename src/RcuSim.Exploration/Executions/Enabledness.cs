using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Says which threads could go on. It changes nothing.</summary>
/// <param name="slots">The threads.</param>
/// <param name="state">The state of the execution.</param>
internal sealed class Enabledness(ThreadSlots slots, SystemState state)
{
    /// <summary>True if a thread could go on if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => !slot.Finished && (!slot.Waits || IsEnabled(slot));

    /// <summary>True if some thread could go on, other than the given one.</summary>
    public bool CanAnyRun(ThreadSlot? except)
    {
        foreach (var slot in slots.All)
        {
            if (slot != except && CanRun(slot))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if what a thread is about to do needs no waiting.</summary>
    public bool IsEnabled(ThreadSlot slot) => slot.Pending.Kind switch
    {
        OperationKind.Begin when slot.IsActor => true,
        OperationKind.Begin when slot.Number == ThreadName.Finish.Number => slots.ActorsAlive == 0,
        OperationKind.Begin => HasWork(),
        OperationKind.JoinActors => slots.ActorsAlive == 0,
        OperationKind.TakeCallback => HasWork(),
        OperationKind.Retry => !slot.Awaited.IsStillSo(state) || !CanAnyAct(),
        _ => state.IsEnabled(slot.Thread, slot.Pending),
    };

    /// <summary>True if some thread can go on that is not about to start over.</summary>
    private bool CanAnyAct()
    {
        foreach (var slot in slots.All)
        {
            if (slot.Pending.Kind != OperationKind.Retry && CanRun(slot))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if the callback thread has work, or is the last one alive and may end.</summary>
    private bool HasWork() => slots.Alive == 1 || state.Rcu.HasCallbacks;
}
