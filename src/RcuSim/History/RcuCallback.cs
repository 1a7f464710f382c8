namespace RcuSim.History;

/// <summary>A queued RCU callback.</summary>
/// <param name="Ticket">Its number in the order of queueing, from 1.</param>
/// <param name="QueuedAt">The log position at which it was queued.</param>
/// <param name="Function">The function's number.</param>
/// <param name="Retired">The address that was handed over, or 0.</param>
/// <param name="Argument">The word that was given with it.</param>
internal readonly record struct RcuCallback(
    int Ticket, int QueuedAt, int Function, ulong Retired, ulong Argument);
