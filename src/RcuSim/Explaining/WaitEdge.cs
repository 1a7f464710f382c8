using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>One thread waits for another.</summary>
/// <param name="Waiter">Who waits.</param>
/// <param name="Blocker">For whom.</param>
/// <param name="Text">What for, in words.</param>
/// <param name="Since">The log position at which the blocker got in the way, or -1.</param>
/// <param name="Grip">What the blocker did there, in words.</param>
internal sealed record WaitEdge(
    ThreadName Waiter, ThreadName Blocker, string Text, int Since, string Grip);
