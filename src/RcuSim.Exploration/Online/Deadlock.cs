using RcuSim.Checking;

namespace RcuSim.Exploration;

/// <summary>Describes an execution in which no thread can go on.</summary>
internal static class Deadlock
{
    /// <summary>The violation, with who waits for what.</summary>
    public static Violation Report(IReadOnlyList<ThreadSlot> slots, SystemState state)
    {
        var waiting = slots.Where(s => !s.Finished);
        return WaitGraph.Describe([.. waiting.Select(s => (s.Thread, s.Pending))], state);
    }
}
