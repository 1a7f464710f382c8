using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>One access to a word.</summary>
/// <param name="Thread">Who made it.</param>
/// <param name="Index">Its number in that thread.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Plain">True if no race was intended.</param>
/// <param name="Writes">True if it wrote the word.</param>
internal readonly record struct WordAccess(
    ThreadName Thread, int Index, int Position, bool Plain, bool Writes)
{
    /// <summary>What the thread does to the word.</summary>
    public string Verb => Writes ? "writes" : "reads";

    /// <summary>True if the two must have an order.</summary>
    public bool Conflicts(in WordAccess other) => (Writes || other.Writes) && (Plain || other.Plain);

    /// <summary>True if whatever must have an order with the other must have one with this too.</summary>
    public bool Covers(in WordAccess other) => (Writes || !other.Writes) && (Plain || !other.Plain);
}
