namespace RcuSim.Machine;

/// <summary>A function to be run after a grace period, as data.</summary>
/// <param name="Function">The function's number, greater than 0.</param>
/// <param name="First">Its first word.</param>
/// <param name="Second">Its second word.</param>
internal readonly record struct RcuCallback(int Function, ulong First, ulong Second);
