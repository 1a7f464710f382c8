using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Scenarios;

/// <summary>
/// A situation to explore: what is set up, who acts, what is cleaned up at the end. Immutable; runs on any
/// machine.
/// </summary>
public abstract class Scenario
{
    /// <summary>The name used on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>The threads, in the order in which they are started.</summary>
    public abstract IReadOnlyList<Actor> Actors { get; }

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

    /// <summary>Runs an RCU callback on behalf of the scenario.</summary>
    /// <param name="machine">The machine of the thread that runs it.</param>
    /// <param name="function">The function's number.</param>
    /// <param name="retired">The object that was handed over, or 0.</param>
    /// <param name="argument">The word that was given with it.</param>
    public abstract void RunCallback<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
        where TMachine : struct, IMachine;
}
