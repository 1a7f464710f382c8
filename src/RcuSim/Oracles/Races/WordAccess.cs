using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>One access to a word.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Index">Its number in its thread.</param>
/// <param name="Thread">The number of the thread.</param>
/// <param name="Plain">True if no race was intended.</param>
/// <param name="Writes">True if it wrote the word.</param>
internal readonly record struct WordAccess(int Position, int Index, byte Thread, bool Plain, bool Writes)
{
    /// <summary>An event of the log, as an access to a word that it names.</summary>
    public static WordAccess Of(in Event item, int position, bool plain, bool writes) =>
        new(position, item.Index, item.Thread.Number, plain, writes);

    /// <summary>What the thread does to the word.</summary>
    public string Verb => Writes ? "writes" : "reads";

    /// <summary>True if the two must have an order.</summary>
    public bool Conflicts(in WordAccess other) => (Writes || other.Writes) && (Plain || other.Plain);

    /// <summary>True if whatever must have an order with the other must have one with this too.</summary>
    public bool Covers(in WordAccess other) => (Writes || !other.Writes) && (Plain || !other.Plain);
}
