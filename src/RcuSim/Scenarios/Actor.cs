using RcuSim.Machine;

namespace RcuSim.Scenarios;

/// <summary>
/// One simulated thread of a scenario: a deterministic, re-runnable body. It shares with others only through
/// the machine, so it holds nothing but constants.
/// </summary>
/// <param name="label">What people call it; unique in its scenario.</param>
public abstract class Actor(string label)
{
    /// <summary>What people call it.</summary>
    public string Label { get; } = label;

    /// <summary>The body.</summary>
    /// <param name="machine">The thread's machine.</param>
    /// <param name="world">The address that the scenario's setup returned.</param>
    public abstract void Run<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine;
}
