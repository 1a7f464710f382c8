using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>One simulated thread of an online execution, and what it is about to do.</summary>
/// <param name="thread">The thread.</param>
/// <param name="body">Its body.</param>
/// <param name="isActor">True for an actor; false for the callback and the finishing thread.</param>
internal sealed class ThreadSlot(SimulatedThread thread, Action<TracedMachine> body, bool isActor)
{
    /// <summary>The thread.</summary>
    public SimulatedThread Thread { get; } = thread;

    /// <summary>The thread of the operating system on which its body runs or ran last.</summary>
    public Thread? Carrier { get; private set; }

    /// <summary>True for an actor.</summary>
    public bool IsActor { get; } = isActor;

    /// <summary>The thread's number in its scenario.</summary>
    public byte Number => Thread.Name.Number;

    /// <summary>The operation it is about to perform.</summary>
    public Operation Pending { get; private set; }

    /// <summary>True if it may continue only once <see cref="Pending"/> needs no waiting.</summary>
    public bool Waits { get; private set; }

    /// <summary>What it waits for, if it cannot go on.</summary>
    public Waiting Waiting => new(Thread.Name, Thread.NextIndex, Pending);

    /// <summary>True once its body has ended.</summary>
    public bool Finished { get; set; }

    /// <summary>Resets it to before its beginning.</summary>
    public void Restart()
    {
        Thread.Restart();
        Pending = new Operation { Kind = OperationKind.Begin };
        Waits = true;
        Finished = false;
    }

    /// <summary>Runs its body, from its first event to its last.</summary>
    /// <param name="by">Asks for the events: the thread itself, or one that stands for it.</param>
    public void Run(SimulatedThread by)
    {
        var machine = Board(by);
        machine.Begin();
        body(machine);
        machine.End();
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
