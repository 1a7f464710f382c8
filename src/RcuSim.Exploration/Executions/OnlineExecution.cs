using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
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
    private readonly SimulatedWorld world;
    private readonly ThreadSlots slots;
    private readonly VisibleFilter filter;
    private readonly KnownConflicts conflicts;
    private readonly Turns turns = new();
    private readonly TurnTaking turnTaking;
    private readonly Decisions decisions;
    private readonly Proceedings proceedings;
    private readonly Behaviour behaviour = new();
    private readonly BodyRerun rerun;
    private readonly Pulse pulse;
    private readonly int mostEvents;
    private readonly bool maySeek;
    private long explored;
    private bool foundLatent;
    private bool seeksHarm;
    private bool follows;
    private ExceptionDispatchInfo? exhausted;

    /// <summary>Sets a scenario up, once; each execution starts from there.</summary>
    public OnlineExecution(ExecutionOptions options)
    {
        var observer = new ConflictObserver();
        History = new();
        var jury = new Jury(History, options.Rules(), observer);
        world = new(History);
        conflicts = new(observer);
        filter = new(History) { Enabled = options.Filter };
        proceedings = new(jury, options.MostEvents);
        mostEvents = options.MostEvents;
        maySeek = options.SeeksHarm;
        pulse = options.Pulse ?? new();
        pulse.Execution = this;
        slots = new ExecutionSetup(options, world, jury, proceedings, pulse).Run(this);
        rerun = new(options, slots, History, pulse, () => proceedings.Interrupted);
        turnTaking = new(world, slots, filter, turns, proceedings);
        decisions = new(options.Failures, turns, world);
    }

    /// <summary>What has happened.</summary>
    public ExecutionHistory History { get; }

    /// <summary>The threads: the actors in order, places for callbacks, the finishing thread.</summary>
    public ImmutableArray<ThreadSlot> Slots => slots.All;

    /// <summary>
    /// True if setup broke a rule: the only execution is one that has ended before it began.
    /// </summary>
    public bool HasEnded => slots.All.IsEmpty;

    /// <summary>True once the execution is over before its end: every thread is to be abandoned.</summary>
    public bool Stopped => proceedings.Stopped;

    /// <summary>True once every thread has ended, and no callback is left.</summary>
    public bool IsOver => slots.AreOver;

    /// <summary>How many turns were taken so far: the number of the step that comes next.</summary>
    public int Points => turns.Count;

    /// <summary>Returns to the end of setup, for another execution.</summary>
    /// <param name="switcher">Hands control from thread to thread.</param>
    /// <param name="source">Makes the other choices.</param>
    /// <param name="followed">What is run again; null for a new execution.</param>
    /// <param name="points">
    /// What decides about scheduling points; null: what is run again, or else the conflicts seen so far.
    /// </param>
    public void Restart(
        ISwitcher switcher, IDecisionSource source, Schedule? followed = null, ConflictSet? points = null)
    {
        points ??= followed?.Conflicts;
        follows = points is not null;
        filter.Conflicts = points ?? conflicts.All;
        seeksHarm = followed?.SeeksHarm ?? (maySeek && foundLatent);
        proceedings.Restart(seeksHarm);
        History.Foresee(filter.Conflicts.Reached);
        turns.Restart(source, followed);
        turnTaking.Restart(switcher);
        decisions.Restart();
        behaviour.Restart();
        slots.Restart();
    }

    /// <summary>
    /// The place that a callback could take at once; null if none is vacant or no callback may begin.
    /// </summary>
    public ThreadSlot? WantedPlace => History.Rcu.AnyReady ? slots.Vacant : null;

    /// <summary>
    /// The place in which the thread of a name runs on or begins; -1 if it can do neither.
    /// </summary>
    public int Find(ThreadName name) => slots.Find(name);

    /// <summary>True if a thread could run if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => turnTaking.CanRun(slot);

    /// <summary>True if some thread other than the given one could run.</summary>
    public bool CanAnyOtherRun(ThreadSlot slot) => turnTaking.CanAnyOtherRun(slot);

    /// <summary>
    /// Runs a thread's body to its end or until it is abandoned; in a place for callbacks, that of the next
    /// one. Called on the thread's own OS thread.
    /// </summary>
    public void RunBody(ThreadSlot slot)
    {
        try
        {
            if (slot.IsForCallbacks && !turnTaking.TakeCallback(slot))
            {
                return;
            }

            slot.Run(slot.Thread);
        }
        catch (OutOfMemoryException full)
        {
            exhausted ??= ExceptionDispatchInfo.Capture(full);
            proceedings.Stop();
        }
        catch (Exception) when (Stopped)
        {
            // The execution is over: whatever the unwinding body throws says nothing about it.
        }
        catch (Exception broken)
        {
            proceedings.Break(slot.Thread.Name, broken);
        }
        finally
        {
            pulse.Enter();
        }

        slots.End(slot);
        turnTaking.StopAtDeadlock();
    }

    /// <summary>Ends the execution before its end.</summary>
    public void Stop() => proceedings.Stop();

    /// <summary>Ends this execution, and all that come, before their end. Any thread may call it.</summary>
    public void Interrupt() => proceedings.Interrupt();

    /// <summary>Lets executions run again after an interruption.</summary>
    public void Resume() => proceedings.Resume();

    /// <summary>Takes in that every thread has returned.</summary>
    /// <param name="fits">False if a witness was followed that does not fit.</param>
    /// <returns>What came of the execution.</returns>
    /// <exception cref="ScenarioException">Its bodies do not do the same when they run again.</exception>
    /// <exception cref="OutOfMemoryException">The memory did not suffice.</exception>
    /// <exception cref="ThreadAbandonedException">A body did not come back.</exception>
    public ExecutionResult Complete(bool fits = true)
    {
        exhausted?.Throw();
        if (pulse.IsGivenUp)
        {
            throw new ThreadAbandonedException();
        }

        proceedings.End();
        bool grew = !follows && conflicts.Grow();
        foundLatent |= !follows && proceedings.Violation is { Kind.IsLatent: true };
        if (!follows && !proceedings.Interrupted && BodyRerun.IsDue(++explored))
        {
            rerun.Check();
        }

        return new(History, turns.Record(filter.Conflicts, seeksHarm), conflicts.All)
        {
            Violation = proceedings.Violation,
            Shown = proceedings.Violation is null ? filter.Conflicts : conflicts.With(filter.Conflicts),
            Interrupted = proceedings.Interrupted && proceedings.Violation is null,
            Fits = fits,
            Behaviour = behaviour.Hash(),
            Events = proceedings.Events,
            Points = Points,
            BoundReached = proceedings.BoundReached,
            Endless = proceedings.BoundReached ? StuckText.Endless(History, mostEvents) : "",
            Refines = grew,
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
        pulse.Enter();
        try
        {
            return Perform(slot, operation);
        }
        finally
        {
            pulse.Leave(slot);
        }
    }

    private ulong Perform(ThreadSlot slot, in Operation operation)
    {
        var thread = slot.Thread;
        bool visible = filter.IsVisible(operation);
        if (visible)
        {
            turnTaking.Offer(slot, operation);
        }

        turnTaking.WaitUntilEnabled(slot, operation);
        if (visible)
        {
            behaviour.Apply(thread.Name, operation);
        }

        ulong decision = decisions.Decide(thread.Name, operation);
        if (operation.Kind == OperationKind.Allocate
            && History.Objects.IsReusable(decision, operation.Detail))
        {
            Reuse(thread, operation with { Kind = OperationKind.Reuse, Address = decision });
        }

        ulong answer = world.Answer(thread.Name, operation, decision);
        proceedings.Take(History.Log.Draft(thread.Name, thread.NextIndex, operation, answer));
        if (operation.Kind == OperationKind.Start)
        {
            slots.Start();
        }

        return answer;
    }

    private void Reuse(SimulatedThread thread, in Operation reuse)
    {
        behaviour.Apply(thread.Name, reuse);
        proceedings.TakeOnBehalf(thread, reuse);
    }
}
