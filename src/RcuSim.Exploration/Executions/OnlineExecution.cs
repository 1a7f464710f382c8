using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>
/// One execution of a scenario after another, on threads that an engine switches between. The
/// <see cref="SimulatedWorld"/> answers the threads' operations and a <see cref="Jury"/> judges them. It asks
/// the engine's <see cref="ISwitcher"/> for a switch before every visible operation and whenever a thread has
/// to wait. Exactly one thread is inside at any time.
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
    private static readonly ulong MayWait = Synchronisation.Blocking
        | EventMask.Of(OperationKind.Begin, OperationKind.Retry);

    private readonly int mostEvents;
    private readonly ThreadSlots slots;
    private readonly Enabledness enabledness;
    private readonly SimulatedWorld world;
    private readonly Jury jury;
    private readonly ConflictObserver observer = new();
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
        History = new();
        jury = new(History, options.Oracles(), observer);
        world = new(History);
        filter = new(History) { Enabled = options.Filter };
        mostEvents = options.MostEvents;
        slots = new ExecutionSetup(options, world, jury).Run(this);
        enabledness = new(slots, world);
        decisions = new(options.Failures, turns, History);
    }

    /// <summary>What has happened.</summary>
    public ExecutionHistory History { get; }

    /// <summary>The threads: the actors in order, the callback thread, the finishing thread.</summary>
    public IReadOnlyList<ThreadSlot> Slots => slots.All;

    /// <summary>True once the execution is over before its end: every thread is to be abandoned.</summary>
    public bool Stopped { get; private set; }

    /// <summary>How many turns were taken so far: the number of the step that comes next.</summary>
    public int Points => turns.Count;

    private int Events => History.Log.Count - History.Start;

    /// <summary>Returns to the end of setup, for another execution.</summary>
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
        jury.BackTo(0);
        turns.Restart(source);
        decisions.Restart();
        behaviour.Restart();
        slots.Restart();
        Stopped = boundReached = false;
    }

    /// <summary>Finds a thread by its number; null if there is none.</summary>
    public ThreadSlot? Find(byte number) => slots.Find(number);

    /// <summary>True if a thread could run if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => enabledness.CanRun(slot);

    /// <summary>
    /// Runs a thread's body to its end or until it is abandoned. Called on the thread's own OS thread.
    /// </summary>
    public void RunBody(ThreadSlot slot)
    {
        var machine = new TracedMachine(slot.Thread);
        try
        {
            machine.Begin();
            slot.Body(machine);
            machine.End();
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
                History.Log.Count - 1));
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
            jury.End();
        }

        bool grew = !follows && Grow();
        return new()
        {
            Violation = jury.Violation,
            Witness = turns.Record(filter.Conflicts),
            Fits = fits,
            Behaviour = behaviour.Hash(),
            Events = Events,
            Points = Points,
            BoundReached = boundReached,
            Conflicts = conflicts,
            Refines = grew,
            History = History,
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
        bool visible = filter.IsVisible(operation);
        if (visible && IsPoint(slot, operation))
        {
            bool waits = operation.Kind is not (OperationKind.Lock or OperationKind.BarrierEnd);
            slot.Announce(operation, waits);
            Switch(slot);
        }

        WaitUntilEnabled(slot, operation);
        if (visible)
        {
            behaviour.Apply(thread.Name, operation);
        }

        ulong answer = world.Answer(thread.Name, operation, decisions.Decide(thread.Name, operation));
        Tell(new(thread.Name, thread.NextIndex, operation, answer));
        return answer;
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
        while (!enabledness.IsEnabled(slot))
        {
            if (world.HasToQueue(slot.Thread.Name, operation))
            {
                var wait = operation with { Kind = OperationKind.LockWait };
                Tell(new(slot.Thread.Name, slot.Thread.NextIndex, wait, 0));
                slot.Thread.CountWait();
            }

            Switch(slot);
        }
    }

    private void Tell(in Event item)
    {
        jury.Take(item);
        if (jury.Violation is not null || Events > mostEvents)
        {
            boundReached = jury.Violation is null;
            Stopped = true;
            throw new ThreadAbandonedException();
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

    /// <summary>No thread can run though some have not ended.</summary>
    private void StopAtDeadlock()
    {
        if (!Stopped && slots.Alive > 0 && !enabledness.CanAnyRun(null))
        {
            var waiting = Slots.Where(slot => !slot.Finished);
            jury.StandStill([.. waiting.Select(slot => slot.Waiting)]);
            Stopped = true;
        }
    }

    private void Fail(Violation violation)
    {
        jury.Report(violation);
        Stopped = true;
    }

    /// <summary>Adds what was seen to the known conflicts. Results keep the set they were given.</summary>
    private bool Grow()
    {
        var grown = conflicts.Clone();
        bool grew = grown.Add(observer.Seen);
        conflicts = grew ? grown : conflicts;
        return grew;
    }
}
