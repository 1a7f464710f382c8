using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>A thread in the queue of a lock.</summary>
/// <param name="Thread">Who waits.</param>
/// <param name="Address">For which lock.</param>
/// <param name="Mode">How it wants to hold it.</param>
internal readonly record struct LockWaiter(ThreadName Thread, ulong Address, LockMode Mode);
