namespace RcuSim.History;

/// <summary>
/// A state of grace periods that a thread took, to ask later whether one has gone by since.
/// </summary>
/// <param name="Name">The value by which it is known.</param>
/// <param name="Domain">The number of the domain.</param>
/// <param name="Starts">True if a grace period was asked for with it.</param>
/// <param name="Readers">The sections that were open: a grace period since then waits for these.</param>
/// <param name="IsOver">True once a grace period is known to have gone by.</param>
internal readonly record struct PolledState(
    ulong Name, ushort Domain, bool Starts, IReadOnlyList<ReadSection> Readers, bool IsOver);
