using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>One access to a word.</summary>
/// <param name="Thread">Who made it; null stands for none.</param>
/// <param name="Index">Its number in that thread.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Plain">True if no race was intended.</param>
internal readonly record struct WordAccess(SimulatedThread? Thread, int Index, int Position, bool Plain);
