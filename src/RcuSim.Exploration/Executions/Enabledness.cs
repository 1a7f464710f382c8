using RcuSim.Machine;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>Says which threads could run. It changes nothing.</summary>
/// <param name="slots">The threads.</param>
/// <param name="world">What the operations wait for.</param>
internal sealed class Enabledness(ThreadSlots slots, SimulatedWorld world)
{
    /// <summary>True if a thread could run if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => !slot.Finished && (!slot.Waits || IsEnabled(slot));

    /// <summary>True if some thread could run, other than the given one.</summary>
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
        OperationKind.Begin => slot.IsActor
            ? !slot.IsLate || world.History.Threads.IsStarted(slot.Thread.Name)
            : slots.ActorsAlive == 0,
        OperationKind.JoinActors => slots.ActorsAlive == 0,
        OperationKind.CallbackBegin => slot == slots.Vacant && world.History.Rcu.AnyReady,
        _ => world.IsEnabled(slot.Thread.Name, slot.Pending),
    };
}
