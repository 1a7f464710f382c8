using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>A grace period: what it waits for, and when it began and ended.</summary>
/// <param name="waiter">The thread that waits for it.</param>
/// <param name="beganAt">The log position at which it began.</param>
/// <param name="readers">The sections open then: the thread and the number of its section.</param>
public sealed class GracePeriod(
    SimulatedThread waiter, int beganAt, IReadOnlyList<(SimulatedThread Thread, int Section)> readers)
{
    /// <summary>The thread that waits for it.</summary>
    public SimulatedThread Waiter { get; } = waiter;

    /// <summary>The log position at which it began.</summary>
    public int BeganAt { get; } = beganAt;

    /// <summary>The log position at which it ended, or -1.</summary>
    public int EndedAt { get; set; } = -1;

    /// <summary>The sections open when it began.</summary>
    public IReadOnlyList<(SimulatedThread Thread, int Section)> Readers { get; } = readers;
}
