using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>
/// Where the cursors of one thread stand, as far as its calls reported it. A cursor has no name; it is known
/// by its range. Of several with the same range the oldest position counts, which can only make a rule
/// weaker.
/// </summary>
internal sealed class CursorPositions : Versioned<CursorPositions>
{
    private const int Most = 32;
    private readonly List<Position> positions = [];

    /// <inheritdoc/>
    public override void CopyFrom(CursorPositions? other)
    {
        positions.Clear();
        positions.AddRange(other?.positions ?? []);
    }

    /// <summary>Notes where a call left its cursor.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="first">The first index of its range.</param>
    /// <param name="last">The last index of its range, inclusive.</param>
    /// <param name="readSince">The log position at which the call began that read the range.</param>
    public void Add(ulong tree, ulong first, ulong last, int readSince)
    {
        if (positions.Count == Most)
        {
            positions.RemoveAt(0);
        }

        positions.Add(new(tree, first, last, readSince));
    }

    /// <summary>Takes the position from which a search continues; -1 if no call reported it.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="up">True for a search upward.</param>
    /// <param name="from">The index at which the search begins.</param>
    /// <param name="oldest">The log position at which the read-side critical section began.</param>
    public int Take(ulong tree, bool up, ulong from, int oldest)
    {
        for (int i = 0; i < positions.Count; i++)
        {
            var at = positions[i];
            ulong next = up ? at.Last + 1 : at.First - 1;
            if (at.Tree == tree && next == from && !Moment.IsBefore(at.ReadSince, oldest))
            {
                positions.RemoveAt(i);
                return at.ReadSince;
            }
        }

        return -1;
    }

    private readonly record struct Position(ulong Tree, ulong First, ulong Last, int ReadSince);
}
