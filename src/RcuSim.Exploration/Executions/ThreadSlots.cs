using System.Collections.Immutable;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>The threads of an execution, and how many of them have not ended.</summary>
/// <param name="all">Their places: the actors' in order, those for callbacks, the finishing thread's.</param>
/// <param name="rcu">Which callbacks there are.</param>
/// <param name="names">Which names are in use.</param>
internal sealed class ThreadSlots(ImmutableArray<ThreadSlot> all, RcuHistory rcu, NamesInUse names)
{
    /// <summary>
    /// How many callbacks can be in progress at once. Two show whatever can go wrong between a pair.
    /// </summary>
    public const int Callbacks = 2;

    private int alive;

    /// <summary>The places: the actors' in order, those for callbacks, the finishing thread's.</summary>
    public ImmutableArray<ThreadSlot> All { get; } = all;

    /// <summary>How many actors have not ended, of those that have begun or were started.</summary>
    public int ActorsAlive { get; private set; }

    /// <summary>True once every thread has ended, and no callback is left.</summary>
    public bool AreOver => alive == 0 && rcu.Unfinished == 0;

    /// <summary>The place that the next callback takes; null if all are taken.</summary>
    public ThreadSlot? Vacant
    {
        get
        {
            foreach (var slot in All)
            {
                if (slot.IsVacant)
                {
                    return slot;
                }
            }

            return null;
        }
    }

    /// <summary>What those threads wait for that have not ended, callbacks that have not begun too.</summary>
    public IEnumerable<Waiting> Waiting => All
        .Where(slot => !slot.Finished && !slot.IsVacant).Select(slot => slot.Waiting)
        .Concat(rcu.Queued.Select(callback =>
            new Waiting(callback.Thread, 0, new Operation { Kind = OperationKind.CallbackBegin })));

    /// <summary>A thread's place.</summary>
    public ThreadSlot Of(SimulatedThread thread) => All[thread.Place];

    /// <summary>
    /// The place in which the thread of a name runs on or, if it is a callback that may begin, begins; -1 if
    /// it can do neither.
    /// </summary>
    public int Find(ThreadName name)
    {
        for (int i = 0; i < All.Length; i++)
        {
            var slot = All[i];
            if (slot.IsVacant
                ? slot == Vacant && IsReady(name)
                : slot.Thread.Name == name && !slot.Finished)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Resets every thread to before its beginning.</summary>
    public void Restart()
    {
        alive = All.Count(slot => !slot.IsForCallbacks && !slot.IsLate);
        ActorsAlive = All.Count(slot => slot.IsActor && !slot.IsLate);
        names.Restart();
        foreach (var slot in All)
        {
            slot.Restart();
        }
    }

    /// <summary>Takes in that a thread was started by another.</summary>
    public void Start()
    {
        alive++;
        ActorsAlive++;
    }

    /// <summary>Takes in that a thread has ended.</summary>
    public void End(ThreadSlot slot)
    {
        slot.End();
        alive -= slot.IsForCallbacks ? 0 : 1;
        ActorsAlive -= slot.IsActor ? 1 : 0;
    }

    private bool IsReady(ThreadName name) => name.IsCallback && rcu.MayBegin(name, 0);
}
