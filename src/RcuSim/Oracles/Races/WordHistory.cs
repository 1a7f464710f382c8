using System.Runtime.CompilerServices;

namespace RcuSim.Oracles;

/// <summary>
/// The accesses to one word that a later one can race with. A value: whoever keeps a copy keeps the state.
/// </summary>
internal struct WordHistory
{
    private Few few;
    private WordAccess[]? more;
    private ushort count;

    /// <summary>True if nobody has used the word.</summary>
    public readonly bool IsEmpty => count == 0;

    /// <summary>
    /// Notes an access, which takes the place of those before it that it covers: at most four of each thread
    /// are left.
    /// </summary>
    /// <returns>An earlier one with which it races, or null.</returns>
    public WordAccess? Add(in WordAccess access, HappensBefore order)
    {
        if (count == 1 && few[0].Thread == access.Thread && access.Covers(few[0]))
        {
            few[0] = access;
            return null;
        }

        WordAccess? race = null;
        int left = 0;
        Span<WordAccess> all = more is null ? few : [.. more];
        for (int i = 0; i < count; i++)
        {
            ref readonly var earlier = ref all[i];
            bool isBefore = earlier.Thread == access.Thread
                || order.IsBefore(earlier, access.Thread, access.Writes);
            if (!isBefore && access.Conflicts(earlier))
            {
                race ??= earlier;
            }

            if (!isBefore || !access.Covers(earlier))
            {
                all[left++] = earlier;
            }
        }

        Keep(all[..left], access);
        return race;
    }

    /// <summary>Many accesses have an array of their own, which never changes: copies share it.</summary>
    private void Keep(ReadOnlySpan<WordAccess> accesses, in WordAccess last)
    {
        count = (ushort)(accesses.Length + 1);
        if (count > Few.Length)
        {
            more = [.. accesses, last];
            return;
        }

        if (more is not null)
        {
            accesses.CopyTo(few);
            more = null;
        }

        few[accesses.Length] = last;
    }

    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 4;
        private WordAccess first;
    }
}
