namespace RcuSim.Exploration;

/// <summary>
/// A small seeded generator (SplitMix64; Steele, Lea, Flood 2014): the same seed gives the same numbers
/// everywhere.
/// </summary>
/// <param name="seed">The seed.</param>
internal sealed class SplitMix(ulong seed) : IDecisionSource
{
    private ulong state = seed;

    /// <summary>The seed of the n-th of a family of generators.</summary>
    public static ulong Derive(ulong seed, long n) =>
        new SplitMix(seed ^ ((ulong)n * 0xD1342543DE82EF95)).NextWord();

    /// <summary>Starts afresh from a seed.</summary>
    public void Restart(ulong seed) => state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextWord()
    {
        state += 0x9E3779B97F4A7C15;
        ulong word = state;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }

    /// <inheritdoc/>
    public int Next(int count) => (int)(((UInt128)NextWord() * (uint)count) >> 64);
}
