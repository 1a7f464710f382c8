using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>A lock that a thread holds.</summary>
/// <param name="Address">Which lock.</param>
/// <param name="Mode">How it is held.</param>
/// <param name="Since">The log position at which it was taken.</param>
internal readonly record struct HeldLock(ulong Address, LockMode Mode, int Since);
