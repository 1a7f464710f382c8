using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>
/// One execution of a scenario after another, on threads that an engine switches between. Answers the
/// threads' operations from a <see cref="SystemState"/>; asks the engine's <see cref="ISwitcher"/> for a
/// switch before every visible operation and whenever a thread has to wait. Exactly one thread is inside at
/// any time.
/// </summary>
public sealed class OnlineExecution : IEngine
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

    private readonly Scenario scenario;
    private readonly ExecutionLimits limits;
    private readonly FailureInjector failures;
    private readonly Behaviour behaviour = new();
    private readonly List<ThreadSlot> slots = [];
    private readonly List<byte> steps = [];
    private readonly List<int> positions = [];
    private readonly List<int> choices = [];
    private readonly ThreadSlot?[] slotOf = new ThreadSlot?[256];
    private ISwitcher? switcher;
    private IDecisionSource? decisions;
    private int alive;
    private int actorsAlive;

    /// <summary>Sets a scenario up, once; each execution starts from there.</summary>
    public OnlineExecution(
        Scenario scenario,
        BugSwitch bugs,
        FailurePlan plan,
        ExecutionLimits limits,
        IReadOnlyList<IOracle> oracles)
    {
        this.scenario = scenario;
        this.limits = limits;
        State = new(oracles);
        Filter = new(State);
        failures = new(plan);
        ulong world = SetUp((ulong)bugs);
        for (int i = 0; i < scenario.Actors.Count; i++)
        {
            var actor = scenario.Actors[i];
            slots.Add(Slot(ThreadName.Actor(i + 1, actor.Label), bugs, m => actor.Run(m, world), true));
        }

        slots.Add(Slot(ThreadName.Callbacks, bugs, m => CallbackThread.Run(m, scenario.RunCallback), false));
        slots.Add(Slot(ThreadName.Finish, bugs, m => Finish(m, world), false));
    }

    /// <summary>The state that the operations are answered from.</summary>
    public SystemState State { get; }

    /// <summary>Which operations are scheduling points.</summary>
    public VisibleFilter Filter { get; }

    /// <summary>The threads: the actors in order, the callback thread, the finishing thread.</summary>
    public IReadOnlyList<ThreadSlot> Slots => slots;

    /// <summary>True once the execution is over before its end: every thread is to be abandoned.</summary>
    public bool Stopped { get; private set; }

    /// <summary>True if the bound on events was reached.</summary>
    public bool BoundReached { get; private set; }

    /// <summary>What was free in this execution, so far.</summary>
    public Schedule Schedule => new([.. steps], [.. choices]);

    /// <summary>
    /// For each step of the schedule the log position at which the chosen thread went on: its event stands
    /// there, unless it found that it has to wait for a lock.
    /// </summary>
    public IReadOnlyList<int> Positions => positions;

    /// <summary>How many events there were since set-up.</summary>
    public int Events => State.Log.Count - State.Start;

    /// <summary>How many of them were scheduling points.</summary>
    public int Points => steps.Count;

    /// <summary>Hash of the happens-before order of the conflicting events of this execution.</summary>
    public ulong Behaviour => behaviour.Hash();

    /// <summary>Goes back to the end of set-up, for another execution.</summary>
    /// <param name="nextSwitcher">Hands control from thread to thread.</param>
    /// <param name="nextDecisions">Makes the other choices.</param>
    public void Restart(ISwitcher nextSwitcher, IDecisionSource nextDecisions)
    {
        switcher = nextSwitcher;
        decisions = nextDecisions;
        State.Restore();
        failures.Restart();
        behaviour.Restart();
        steps.Clear();
        positions.Clear();
        choices.Clear();
        Stopped = BoundReached = false;
        alive = slots.Count;
        actorsAlive = scenario.Actors.Count;
        foreach (var slot in Slots)
        {
            slot.Restart();
        }
    }

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

        slot.Finished = true;
        alive--;
        actorsAlive -= slot.IsActor ? 1 : 0;
    }

    /// <summary>True if a thread could go on if it were chosen.</summary>
    public bool CanRun(ThreadSlot slot) => !slot.Finished && (!slot.Waits || IsEnabled(slot));

    /// <summary>
    /// Ends the execution if no thread can go on though some have not finished: a deadlock. True if it is
    /// over.
    /// </summary>
    public bool CheckDeadlock()
    {
        if (Stopped)
        {
            return true;
        }

        if (alive == 0 || CanAnyRun(null))
        {
            return false;
        }

        Fail(Deadlock.Report(Slots, State));
        return true;
    }

    /// <summary>Ends the execution before its end.</summary>
    public void Stop() => Stopped = true;

    /// <summary>Tells the oracles that all threads have ended, if the execution ran to its end.</summary>
    public void Complete()
    {
        if (!Stopped)
        {
            State.End();
        }
    }

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (Stopped)
        {
            throw new ThreadAbandonedException();
        }

        var slot = slotOf[thread.Name.Number]!;
        if (operation.Kind == OperationKind.Retry)
        {
            slot.Awaits(AwaitedParent.Of(thread, State));
        }

        bool visible = Filter.IsVisible(operation);
        if (visible && IsPoint(slot, operation))
        {
            bool waits = operation.Kind is not (OperationKind.Lock or OperationKind.RcuBarrier);
            slot.Announce(operation, waits);
            Switch(slot);
        }

        WaitUntilEnabled(slot, operation);
        if (visible)
        {
            behaviour.Apply(thread, operation, State);
        }

        ulong result = State.Apply(thread, operation, Decide(thread, operation));
        if (State.Violation is not null || Events > limits.Events)
        {
            BoundReached = State.Violation is null;
            Stopped = true;
            throw new ThreadAbandonedException();
        }

        return result;
    }

    private bool IsPoint(ThreadSlot current, in Operation operation) =>
        operation.Kind == OperationKind.Begin || !Filter.Enabled || CanAnyRun(current);

    private bool CanAnyRun(ThreadSlot? except)
    {
        foreach (var slot in slots)
        {
            if (slot != except && CanRun(slot))
            {
                return true;
            }
        }

        return false;
    }

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

        while (!IsEnabled(slot))
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
        if (CheckDeadlock())
        {
            throw new ThreadAbandonedException();
        }

        switcher!.Switch(slot);
        if (Stopped)
        {
            throw new ThreadAbandonedException();
        }

        steps.Add(slot.Number);
        positions.Add(State.Log.Count);
    }

    private bool IsEnabled(ThreadSlot slot) => slot.Pending.Kind switch
    {
        OperationKind.Begin when slot.IsActor => true,
        OperationKind.Begin when slot.Number == ThreadName.Finish.Number => actorsAlive == 0,
        OperationKind.Begin => HasWork(),
        OperationKind.JoinActors => actorsAlive == 0,
        OperationKind.TakeCallback => HasWork(),
        OperationKind.Retry => !slot.Awaited.IsStillSo(State) || !CanAnyAct(),
        _ => State.IsEnabled(slot.Thread, slot.Pending),
    };

    /// <summary>True if some thread can go on that is not about to start over.</summary>
    private bool CanAnyAct()
    {
        foreach (var slot in slots)
        {
            if (slot.Pending.Kind != OperationKind.Retry && CanRun(slot))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True if the callback thread has something to do, be it to end as the last.
    /// </summary>
    private bool HasWork() => alive == 1 || State.Rcu.HasCallbacks;

    private ulong Decide(SimulatedThread thread, in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Choose:
                return (ulong)Choose((int)operation.Value);
            case OperationKind.Fail:
                return failures.Fails(thread, Site.Find(operation.Site)!.Name, Choose) ? 1UL : 0;
            case OperationKind.Allocate:
                var cache = SlabCache.Find(operation.Detail)!;
                if (failures.Fails(thread, cache.Name, Choose))
                {
                    return 0;
                }

                ulong reusable = operation.Operand == 1 ? State.Reusable(cache) : 0;
                return reusable != 0 && Choose(2) == 1 ? reusable : operation.Address;
            default:
                return 0;
        }
    }

    private int Choose(int count)
    {
        int value = count <= 1 ? 0 : decisions!.Next(count);
        choices.Add(value);
        return value;
    }

    private void Fail(Violation violation)
    {
        State.Report(violation);
        Stopped = true;
    }

    private ThreadSlot Slot(ThreadName name, BugSwitch bugs, Action<TracedMachine> body, bool isActor)
    {
        var thread = new SimulatedThread(name, (ulong)bugs) { Engine = this };
        var slot = new ThreadSlot(thread, body, isActor);
        slotOf[name.Number] = slot;
        return slot;
    }

    private ulong SetUp(ulong bugs)
    {
        var engine = new SequentialEngine(State);
        var machine = new TracedMachine(new SimulatedThread(ThreadName.Setup, bugs) { Engine = engine });
        ulong world = scenario.SetUp(machine);
        engine.RunCallbacks(machine, scenario.RunCallback);
        if (State.Violation is { } violation)
        {
            throw new InvalidOperationException($"set-up of {scenario.Name}: {violation.Sentence}");
        }

        State.Objects.Share(world, State.Log.Count - 1);
        State.Save();
        return world;
    }

    private void Finish(TracedMachine machine, ulong world)
    {
        machine.JoinActors();
        scenario.Finish(machine, world);
    }
}
