namespace RcuSim.Machine;

/// <summary>Poisons freed objects and notices when one is freed twice or written to while free.</summary>
internal static unsafe class PoisonCheck
{
    /// <summary>
    /// Checks that objects about to be handed out are still poisoned, and marks their contents undefined.
    /// </summary>
    public static void Taken(SlabCache cache, ReadOnlySpan<ulong> addresses)
    {
        foreach (ulong address in addresses)
        {
            var words = Words(cache, address);
            int changed = words.IndexOfAnyExcept(WordPatterns.Poison);
            if (changed >= 0)
            {
                throw new InvalidOperationException($"{cache.Name}: word {changed} was written while free");
            }

            words.Fill(WordPatterns.Uninitialised);
        }
    }

    /// <summary>Poisons an object that is freed.</summary>
    public static void Given(SlabCache cache, ulong address)
    {
        var words = Words(cache, address);
        if (words.IndexOfAnyExcept(WordPatterns.Poison) < 0)
        {
            throw new InvalidOperationException($"{cache.Name}: freed twice");
        }

        words.Fill(WordPatterns.Poison);
    }

    private static Span<ulong> Words(SlabCache cache, ulong address) => new((ulong*)address, cache.Words);
}
