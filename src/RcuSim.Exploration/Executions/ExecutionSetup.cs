using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>Sets a scenario up, alone, and makes the threads that run it from there.</summary>
/// <param name="options">The scenario and what is broken in it.</param>
/// <param name="simulated">Answers setup.</param>
/// <param name="jury">Judges it.</param>
internal sealed class ExecutionSetup(ExecutionOptions options, SimulatedWorld simulated, Jury jury)
{
    private readonly Scenario scenario = options.Scenario;

    /// <summary>Sets the scenario up.</summary>
    /// <param name="engine">Answers the threads later on.</param>
    /// <returns>The actors in order, the callback thread, the finishing thread.</returns>
    public ThreadSlots Run(IEngine engine)
    {
        ulong world = Setup();
        var answers = options.Weakening is { } weakening ? new WeakenedOrders(engine, weakening) : engine;
        var actors = scenario.Actors.Select((actor, i) => Slot(
            answers, ThreadName.Actor(i + 1, actor.Label), m => actor.Run(m, world), isActor: true));
        return new(
        [
            .. actors,
            Slot(answers, ThreadName.Callbacks, m => CallbackThread.Run(m, scenario.RunCallback)),
            Slot(answers, ThreadName.Teardown, m => Teardown(m, world)),
        ]);
    }

    private ulong Setup()
    {
        var sequential = new SequentialEngine(simulated, jury);
        var thread = new SimulatedThread(ThreadName.Setup, options.Bugs.Bits) { Engine = sequential };
        var machine = new TracedMachine(thread);
        ulong world = scenario.Setup(machine);
        sequential.RunCallbacks(machine, scenario.RunCallback);
        machine.End(world);
        if (jury.Violation is { } violation)
        {
            throw new InvalidOperationException($"setup of {scenario.Name}: {violation.Message}");
        }

        jury.Mark();
        return world;
    }

    private void Teardown(TracedMachine machine, ulong world)
    {
        machine.JoinActors();
        scenario.Teardown(machine, world);
    }

    private ThreadSlot Slot(
        IEngine engine, ThreadName name, Action<TracedMachine> body, bool isActor = false) =>
        new(new(name, options.Bugs.Bits) { Engine = engine }, body, isActor);
}
