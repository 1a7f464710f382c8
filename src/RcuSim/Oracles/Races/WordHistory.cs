using System.Runtime.InteropServices;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>The accesses to one word that a later one can race with.</summary>
internal sealed class WordHistory : Versioned<WordHistory>
{
    private readonly List<WordAccess> accesses = [];

    /// <summary>
    /// Notes an access, which takes the place of those before it that it covers: at most four of each thread
    /// are left.
    /// </summary>
    /// <returns>An earlier one with which it races, or null.</returns>
    public WordAccess? Add(in WordAccess access, HappensBefore order)
    {
        WordAccess? race = null;
        int kept = 0;
        foreach (ref readonly var earlier in CollectionsMarshal.AsSpan(accesses))
        {
            bool isBefore = earlier.Thread == access.Thread
                || order.IsBefore(earlier.Thread, earlier.Index, access.Thread);
            if (!isBefore && access.Conflicts(earlier))
            {
                race ??= earlier;
            }

            if (!isBefore || !access.Covers(earlier))
            {
                accesses[kept++] = earlier;
            }
        }

        CollectionsMarshal.SetCount(accesses, kept);
        accesses.Add(access);
        return race;
    }

    /// <inheritdoc/>
    public override void CopyFrom(WordHistory? other)
    {
        accesses.Clear();
        accesses.AddRange(other?.accesses ?? []);
    }
}
