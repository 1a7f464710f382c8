using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>Sets a scenario up, alone, and makes the threads that run it from there.</summary>
/// <param name="options">The scenario and what is broken in it.</param>
/// <param name="simulated">Answers setup.</param>
/// <param name="jury">Judges it.</param>
/// <param name="proceedings">Knows whether setup broke a rule.</param>
/// <param name="pulse">Notices a setup that does not come back.</param>
internal sealed class ExecutionSetup(
    ExecutionOptions options, SimulatedWorld simulated, Jury jury, Proceedings proceedings, Pulse pulse)
    : IEventSink
{
    private readonly Scenario scenario = options.Scenario;
    private readonly ThreadSlot setup = new(
        new(ThreadName.Setup, options.Bugs.Bits) { Roster = ThreadLabels.Roster(options.Scenario) },
        SlotKind.Teardown,
        (_, _) => { });

    /// <summary>Sets the scenario up.</summary>
    /// <param name="engine">Answers the threads later on.</param>
    /// <returns>The places; none if setup broke a rule.</returns>
    /// <exception cref="ScenarioException">Setup does not end.</exception>
    public ThreadSlots Run(IEngine engine)
    {
        ulong world = Setup();
        if (proceedings.Stopped)
        {
            return new([], simulated.History.Rcu, setup.Thread.Names);
        }

        var answers = options.Weakening is { } weakening
            ? new WeakenedOrders(engine, weakening, simulated.History)
            : engine;
        var slots = new List<ThreadSlot>();
        var roster = setup.Thread.Roster;
        for (int i = 0; i < scenario.Actors.Count; i++)
        {
            var actor = scenario.Actors[i];
            var kind = roster.IsLate(i) ? SlotKind.LateActor : SlotKind.Actor;
            Add(ThreadName.Actor(i + 1, actor.Label), kind, (m, _) => actor.Run(m, world));
        }

        for (int i = 0; i < ThreadSlots.Callbacks; i++)
        {
            Add(ThreadName.Setup, SlotKind.Callback, RunCallback);
        }

        Add(ThreadName.Teardown, SlotKind.Teardown, (m, _) => Teardown(m, world));
        return new([.. slots], simulated.History.Rcu, setup.Thread.Names);

        void Add(ThreadName name, SlotKind kind, Action<TracedMachine, RcuCallback> body)
        {
            var thread = new SimulatedThread(name, options.Bugs.Bits)
            {
                Engine = answers,
                Place = slots.Count,
                Names = setup.Thread.Names,
                Roster = roster,
            };
            slots.Add(new(thread, kind, body));
        }
    }

    /// <inheritdoc/>
    void IEventSink.Take(in Event item)
    {
        proceedings.TakeInSetup(item);
        pulse.Leave(setup);
    }

    private ulong Setup()
    {
        var sequential = new SequentialEngine(simulated, this);
        setup.Thread.Engine = sequential;
        ulong world = 0;
        try
        {
            pulse.Leave(setup);
            var machine = setup.Board(setup.Thread);
            world = scenario.Setup(machine);
            sequential.RunCallbacks(machine, scenario.RunCallback);
            machine.End(world);
        }
        catch (Exception) when (proceedings.Stopped)
        {
            // A rule was broken: whatever the unwinding setup throws says nothing about it.
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            proceedings.Break(ThreadName.Setup, broken);
        }
        finally
        {
            pulse.Enter();
        }

        if (proceedings.BoundReached)
        {
            throw new ScenarioException($"the setup of scenario {scenario.Name} does not end: "
                + $"{StuckText.Endless(jury.History, options.MostEvents)}.");
        }

        jury.Mark();
        return world;
    }

    private void Teardown(TracedMachine machine, ulong world)
    {
        machine.JoinActors();
        scenario.Teardown(machine, world);
    }

    private void RunCallback(TracedMachine machine, RcuCallback callback) => RcuFunction.Run(
        machine, callback.Function, callback.Retired, callback.Argument, scenario.RunCallback);
}
