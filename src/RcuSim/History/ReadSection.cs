using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>One read-side critical section: the n-th outermost one of a thread in a domain.</summary>
/// <param name="Thread">Who is in it.</param>
/// <param name="Domain">The number of its domain.</param>
/// <param name="Number">Which of the thread's sections in that domain, from 0.</param>
internal readonly record struct ReadSection(ThreadName Thread, ushort Domain, int Number);
