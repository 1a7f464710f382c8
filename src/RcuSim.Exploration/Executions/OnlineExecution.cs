using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// One execution of a scenario after another, on threads that an engine switches between. Answers the
/// threads' operations from a <see cref="SystemState"/>; asks the engine's <see cref="ISwitcher"/> for a
/// switch before every visible operation and whenever a thread has to wait. Exactly one thread is inside at
/// any time.
/// </summary>
/// <remarks>
/// For each execution the engine calls <see cref="Restart"/>, then <see cref="RunBody"/> for each of the
/// <see cref="Slots"/>, on a thread of its own, and <see cref="Complete"/> once all of them have returned. A
/// body first runs when the engine chooses it in <see cref="ISwitcher.Switch"/>, which must choose among
/// those that <see cref="CanRun"/>, and must let every thread return once the execution is
/// <see cref="Stopped"/>.
/// </remarks>
internal sealed class OnlineExecution : IEngine
{
    private static readonly ulong MayWait = EventMask.Of(
        OperationKind.Begin,
        OperationKind.JoinActors,
        OperationKind.Await,
        OperationKind.Lock,
        OperationKind.GracePeriodEnd,
        OperationKind.TakeCallback,
        OperationKind.RcuBarrier,
        OperationKind.Retry);

    private readonly int mostEvents;
    private readonly ThreadSlots slots;
    private readonly Enabledness enabledness;
    private readonly VisibleFilter filter;
    private readonly Turns turns = new();
    private readonly Decisions decisions;
    private readonly Behaviour behaviour = new();
    private ConflictSet conflicts = new();
    private ISwitcher? switcher;
    private bool follows;
    private bool boundReached;

    /// <summary>Sets a scenario up, once; each execution starts from there.</summary>
    public OnlineExecution(ExecutionOptions options)
    {
        State = new(options.Oracles());
        filter = new(State) { Enabled = options.Filter };
        mostEvents = options.MostEvents;
        slots = new ExecutionSetup(options, State).Run(this);
        enabledness = new(slots, State);
        decisions = new(options.Failures, turns, State);
    }

    /// <summary>The state that the operations are answered from.</summary>
    public SystemState State { get; }

    /// <summary>The threads: the actors in order, the callback thread, the finishing thread.</summary>
    public IReadOnlyList<ThreadSlot> Slots => slots.All;

    /// <summary>True once the execution is over before its end: every thread is to be abandoned.</summary>
    public bool Stopped { get; private set; }

    /// <summary>How many turns were taken so far: the number of the step that comes next.</summary>
    public int Points => turns.Count;

    private int Events => State.Log.Count - State.Start;

    /// <summary>Goes back to the end of set-up, for another execution.</summary>
    /// <param name="nextSwitcher">Hands control from thread to thread.</param>
    /// <param name="source">Makes the other choices.</param>
    /// <param name="points">
    /// The fields whose accesses are to be scheduling points; null: those on which conflicts were seen.
    /// </param>
    public void Restart(ISwitcher nextSwitcher, IDecisionSource source, ConflictSet? points = null)
    {
        switcher = nextSwitcher;
        follows = points is not null;
        filter.Conflicts = points ?? conflicts;
        State.Restore();
        turns.Restart(source);
        decisions.Restart();
        behaviour.Restart();
        slots.Restart();
        Stopped = boundReached = false;
    }

    /// <summary>Finds a thread by its number; null if there is none.</summary>
    public ThreadSlot? Find(byte number) => slots.Find(number);

    /// <summary>True if a thread could go on if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => enabledness.CanRun(slot);

    /// <summary>
    /// Runs a thread's body to its end or until it is abandoned. Called on the thread's own OS thread.
    /// </summary>
    public void RunBody(ThreadSlot slot)
    {
        var machine = new TracedMachine(slot.Thread);
        try
        {
            machine.Boundary(OperationKind.Begin);
            slot.Body(machine);
            machine.Boundary(OperationKind.End);
        }
        catch (Exception) when (Stopped)
        {
            // The execution is over: whatever the unwinding body throws says nothing about it.
        }
        catch (Exception broken)
        {
            Fail(new(
                ViolationKind.BrokenInvariant,
                $"{slot.Thread.Name} threw {broken.GetType().Name}: {broken.Message}",
                [broken.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? ""],
                State.Log.Count - 1));
        }

        slots.End(slot);
        StopAtDeadlock();
    }

    /// <summary>Ends the execution before its end.</summary>
    public void Stop() => Stopped = true;

    /// <summary>Takes in that every thread has returned.</summary>
    /// <param name="fits">False if a witness was followed that does not fit.</param>
    /// <returns>What came of the execution.</returns>
    public ExecutionResult Complete(bool fits = true)
    {
        if (!Stopped)
        {
            State.End();
        }

        bool grew = !follows && Grow();
        return new()
        {
            Violation = State.Violation,
            Witness = turns.Record(filter.Conflicts),
            Fits = fits,
            Behaviour = behaviour.Hash(),
            Events = Events,
            Points = Points,
            BoundReached = boundReached,
            Conflicts = conflicts,
            Refines = grew,
            State = State,
        };
    }

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (Stopped)
        {
            throw new ThreadAbandonedException();
        }

        var slot = slots.Of(thread);
        if (operation.Kind == OperationKind.Retry)
        {
            slot.Awaits(AwaitedParent.Of(thread, State));
        }

        bool visible = filter.IsVisible(operation);
        if (visible && IsPoint(slot, operation))
        {
            bool waits = operation.Kind is not (OperationKind.Lock or OperationKind.RcuBarrier);
            slot.Announce(operation, waits);
            Switch(slot);
        }

        WaitUntilEnabled(slot, operation);
        if (visible)
        {
            behaviour.Apply(thread, operation);
        }

        ulong result = State.Apply(thread, operation, decisions.Decide(thread, operation));
        if (State.Violation is not null || Events > mostEvents)
        {
            boundReached = State.Violation is null;
            Stopped = true;
            throw new ThreadAbandonedException();
        }

        return result;
    }

    private bool IsPoint(ThreadSlot current, in Operation operation) =>
        operation.Kind == OperationKind.Begin || !filter.Enabled || enabledness.CanAnyRun(current);

    private void WaitUntilEnabled(ThreadSlot slot, in Operation operation)
    {
        if (!EventMask.Has(MayWait, operation.Kind))
        {
            return;
        }

        slot.Announce(operation, waits: true);
        if (operation.Kind == OperationKind.RcuBarrier)
        {
            State.Rcu.RequestBarrier(slot.Thread);
        }

        while (!enabledness.IsEnabled(slot))
        {
            if (operation.Kind == OperationKind.Lock)
            {
                State.Locks[operation.Address].Wait(slot.Thread, (LockMode)operation.Detail);
            }

            Switch(slot);
        }
    }

    private void Switch(ThreadSlot slot)
    {
        StopAtDeadlock();
        if (!Stopped)
        {
            switcher!.Switch(slot);
        }

        if (Stopped)
        {
            throw new ThreadAbandonedException();
        }

        turns.Take(slot.Number);
    }

    /// <summary>No thread can go on though some have not ended.</summary>
    private void StopAtDeadlock()
    {
        if (!Stopped && slots.Alive > 0 && !enabledness.CanAnyRun(null))
        {
            var waiting = Slots.Where(slot => !slot.Finished);
            Fail(WaitGraph.Describe([.. waiting.Select(slot => (slot.Thread, slot.Pending))], State));
        }
    }

    private void Fail(Violation violation)
    {
        State.Report(violation);
        Stopped = true;
    }

    /// <summary>Adds what was seen to the known conflicts. Results keep the set they were given.</summary>
    private bool Grow()
    {
        var grown = conflicts.Clone();
        bool grew = grown.Add(State.Conflicts.Seen);
        conflicts = grew ? grown : conflicts;
        return grew;
    }
}
