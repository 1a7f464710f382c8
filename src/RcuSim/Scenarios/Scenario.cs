using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Scenarios;

/// <summary>
/// A situation to explore: what is set up, who acts, what is cleaned up at the end. Immutable; runs on any
/// machine.
/// </summary>
/// <remarks>For one of your own, <see cref="RoleScenario"/> is shorter.</remarks>
public abstract class Scenario
{
    /// <summary>
    /// The name used on the command line and for replay files; by default that of the type, without
    /// <c>Scenario</c> at its end: <c>TicketLockScenario</c> is called <c>ticket-lock</c>.
    /// </summary>
    public virtual string Name => ScenarioName.Of(GetType());

    /// <summary>One sentence for lists.</summary>
    public virtual string Summary => "";

    /// <summary>The threads, in the order in which they are started.</summary>
    public abstract IReadOnlyList<Actor> Actors { get; }

    /// <summary>
    /// The labels of those actors that do not begin by themselves: another one starts each of them, once, by
    /// <see cref="IMachine.Start"/>, or it does not run.
    /// </summary>
    public virtual IReadOnlyList<string> StartedLater => [];

    /// <summary>
    /// Rules of the scenario's own, made afresh at each call. They are watched after the library's.
    /// </summary>
    public virtual IReadOnlyList<IOracle> Oracles() => [];

    /// <summary>Builds the situation, alone.</summary>
    /// <returns>The address handed to every body.</returns>
    public abstract ulong Setup<TMachine>(TMachine machine)
        where TMachine : struct, IMachine;

    /// <summary>Runs after all actors have ended: frees everything, so that what remains is a
    /// leak.</summary>
    public abstract void Teardown<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine;

    /// <summary>Runs an RCU callback on behalf of the scenario; by default there is none.</summary>
    /// <param name="machine">The machine of the thread that runs it.</param>
    /// <param name="function">The function's number.</param>
    /// <param name="retired">The object that was handed over, or 0.</param>
    /// <param name="argument">The word that was given with it.</param>
    public virtual void RunCallback<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
        where TMachine : struct, IMachine =>
        throw new InvalidOperationException(
            $"scenario {Name} has no RCU callback {function}: expected it to override {nameof(RunCallback)}");
}
