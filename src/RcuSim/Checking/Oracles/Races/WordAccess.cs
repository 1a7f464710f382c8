using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>One access to a word.</summary>
/// <param name="Thread">Who made it; null stands for none.</param>
/// <param name="Index">Its number in that thread.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Plain">True if no race was intended.</param>
/// <param name="Writes">True if it wrote the word.</param>
internal readonly record struct WordAccess(
    SimulatedThread? Thread, int Index, int Position, bool Plain, bool Writes)
{
    /// <summary>What the thread does to the word.</summary>
    public string Verb => Writes ? "writes" : "reads";
}
