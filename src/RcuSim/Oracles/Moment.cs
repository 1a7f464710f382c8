namespace RcuSim.Oracles;

/// <summary>
/// A moment of an execution, as an oracle about instants means it: of an event, "before" any that comes after
/// it. All such questions are asked here.
/// </summary>
/// <remarks>
/// Under sequential consistency the log is the order in which events took effect, so that positions decide.
/// Of a log that is one linearisation of many, only what happens before or after a moment in all of them is
/// before or after it; everything else is at the same time.
/// </remarks>
internal static class Moment
{
    /// <summary>Stands for a moment that has not come.</summary>
    public const int Never = -1;

    /// <summary>True if one moment lies before another.</summary>
    public static bool IsBefore(int one, int other) => one < other;

    /// <summary>True if something that ended at one moment, or has not ended, was over before another.
    /// </summary>
    public static bool WasOverBefore(int end, int other) => end != Never && IsBefore(end, other);
}
