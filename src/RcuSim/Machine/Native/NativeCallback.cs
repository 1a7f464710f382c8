namespace RcuSim.Machine;

/// <summary>A function to be run after a grace period, as data.</summary>
/// <param name="Function">The function's number, greater than 0.</param>
/// <param name="Retired">The object that was handed over, or 0.</param>
/// <param name="Argument">The word that was given with it.</param>
internal readonly record struct NativeCallback(int Function, ulong Retired, ulong Argument);
