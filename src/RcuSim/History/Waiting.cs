using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>A thread that cannot run, and what it would do next.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Index">The number that its next event will have.</param>
/// <param name="Operation">What it waits to do.</param>
internal readonly record struct Waiting(ThreadName Thread, int Index, Operation Operation);
