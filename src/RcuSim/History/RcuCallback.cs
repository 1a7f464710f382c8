namespace RcuSim.History;

/// <summary>A queued RCU callback.</summary>
/// <param name="Ticket">Its number in the order of queueing, from 1.</param>
/// <param name="QueuedAt">The log position at which it was queued.</param>
/// <param name="Function">The function's number.</param>
/// <param name="First">The first word.</param>
/// <param name="Second">The second word.</param>
internal readonly record struct RcuCallback(
    int Ticket, int QueuedAt, int Function, ulong First, ulong Second);
