using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>One RCU read-side critical section: the n-th outermost one of a thread.</summary>
/// <param name="Thread">Who is in it.</param>
/// <param name="Number">Which of the thread's sections, from 0.</param>
internal readonly record struct ReadSection(ThreadName Thread, int Number);
