using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>A grace period: what it waits for, and when it began and ended.</summary>
/// <param name="Waiter">The thread that waits for it.</param>
/// <param name="BeganAt">The log position at which it began.</param>
/// <param name="EndedAt">The log position at which it ended, or -1.</param>
/// <param name="Readers">The sections that were open when it began.</param>
/// <param name="States">How many states had been taken when it began.</param>
internal readonly record struct GracePeriod(
    ThreadName Waiter, int BeganAt, int EndedAt, IReadOnlyList<ReadSection> Readers, int States);
