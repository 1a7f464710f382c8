namespace RcuSim.History;

/// <summary>
/// The marks of a journal: how long it was at each, and a number for the time since the last one, by which a
/// thing knows whether its state before that time is already in the journal.
/// </summary>
internal sealed class MarkStack
{
    private readonly List<int> lengths = [];

    /// <summary>
    /// The number of the time since the last mark was set or gone back to; 0 before the first.
    /// </summary>
    public int Epoch { get; private set; }

    /// <summary>True if there is a mark to go back to.</summary>
    public bool Any => lengths.Count > 0;

    /// <summary>Sets a mark where the journal has a length.</summary>
    public void Mark(int length)
    {
        lengths.Add(length);
        Epoch++;
    }

    /// <summary>Forgets the marks after one.</summary>
    /// <returns>The journal's length at it.</returns>
    public int BackTo(int mark)
    {
        lengths.RemoveRange(mark + 1, lengths.Count - mark - 1);
        Epoch++;
        return lengths[mark];
    }
}
