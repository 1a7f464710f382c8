using RcuSim.Checking;

namespace RcuSim.Exploration;

/// <summary>Describes an execution in which no thread can go on.</summary>
internal static class Deadlock
{
    /// <summary>The violation, with who waits for what.</summary>
    public static Violation Report(IReadOnlyList<ThreadSlot> slots, SystemState state)
    {
        var waiting = slots.Where(s => !s.Finished).ToList();
        string names = string.Join(", ", waiting.Where(s => s.IsActor).Select(s => s.Thread.Name.Label));
        return new(
            ViolationKind.Deadlock,
            $"No thread can go on: {names} wait for each other.",
            [.. waiting.Select(s => $"{s.Thread.Name} waits: {EventText.Of(s.Pending, 0, state)}")],
            state.Log.Count - 1);
    }
}
