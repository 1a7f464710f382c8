using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// A place for a simulated thread of an online execution, and what that is about to do. An actor and the
/// finishing thread have one of their own; callbacks take turns in theirs.
/// </summary>
/// <param name="thread">The thread.</param>
/// <param name="kind">Whose place it is.</param>
/// <param name="body">Its body, which is given the callback that is in the place.</param>
internal sealed class ThreadSlot(
    SimulatedThread thread, SlotKind kind, Action<TracedMachine, RcuCallback> body)
{
    private RcuCallback callback;

    /// <summary>The thread that is in the place; of no meaning in a vacant one.</summary>
    public SimulatedThread Thread { get; } = thread;

    /// <summary>The thread of the operating system on which its body runs or ran last.</summary>
    public Thread? Carrier { get; private set; }

    /// <summary>True for an actor.</summary>
    public bool IsActor => kind is SlotKind.Actor or SlotKind.LateActor;

    /// <summary>True for an actor that begins only when another one starts it.</summary>
    public bool IsLate => kind == SlotKind.LateActor;

    /// <summary>True if it is for callbacks.</summary>
    public bool IsForCallbacks => kind == SlotKind.Callback;

    /// <summary>True if a callback can take the place.</summary>
    public bool IsVacant { get; private set; }

    /// <summary>The operation it is about to perform.</summary>
    public Operation Pending { get; private set; }

    /// <summary>True if it may continue only once <see cref="Pending"/> needs no waiting.</summary>
    public bool Waits { get; private set; }

    /// <summary>What it waits for, if it cannot go on.</summary>
    public Waiting Waiting => new(Thread.Name, Thread.NextIndex, Pending);

    /// <summary>True once its body has ended; never for callbacks.</summary>
    public bool Finished { get; private set; }

    /// <summary>Resets it to before its beginning.</summary>
    public void Restart()
    {
        Thread.Restart();
        Finished = false;
        IsVacant = IsForCallbacks;
        var first = IsForCallbacks ? OperationKind.CallbackBegin : OperationKind.Begin;
        Announce(new Operation { Kind = first }, waits: true);
    }

    /// <summary>A callback takes the place.</summary>
    public void Take(in RcuCallback next)
    {
        callback = next;
        Thread.Become(next.Thread);
        IsVacant = false;
    }

    /// <summary>Takes in that the thread has ended.</summary>
    public void End()
    {
        if (IsForCallbacks)
        {
            Restart();
        }
        else
        {
            Finished = true;
        }
    }

    /// <summary>Runs the body of the thread that is in the place, from its first event to its last.</summary>
    /// <param name="by">Asks for the events: the thread itself, or one that stands for it.</param>
    public void Run(SimulatedThread by)
    {
        var machine = Board(by);
        if (IsForCallbacks)
        {
            machine.BeginCallback(domain: callback.Domain);
            body(machine, callback);
            machine.EndCallback(domain: callback.Domain);
        }
        else
        {
            machine.Begin();
            body(machine, default);
            machine.End();
        }
    }

    /// <summary>The machine of a thread that runs on the calling thread of the operating system.</summary>
    public TracedMachine Board(SimulatedThread by)
    {
        Carrier = System.Threading.Thread.CurrentThread;
        return new(by);
    }

    /// <summary>Announces what it is about to do.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="waits">True if it may continue only once the operation needs no waiting.</param>
    public void Announce(in Operation operation, bool waits)
    {
        Pending = operation;
        Waits = waits;
    }
}
