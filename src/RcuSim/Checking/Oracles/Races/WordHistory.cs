namespace RcuSim.Checking;

/// <summary>The accesses to one word that a later one can race with.</summary>
internal sealed class WordHistory
{
    private readonly List<WordAccess> reads = [];

    /// <summary>The last write.</summary>
    public WordAccess Write { get; private set; }

    /// <summary>The last read of each thread since then.</summary>
    public IReadOnlyList<WordAccess> Reads => reads;

    /// <summary>Notes a read.</summary>
    public void AddRead(in WordAccess read)
    {
        for (int i = 0; i < reads.Count; i++)
        {
            if (reads[i].Thread == read.Thread)
            {
                reads[i] = read;
                return;
            }
        }

        reads.Add(read);
    }

    /// <summary>Notes a write.</summary>
    public void SetWrite(in WordAccess write)
    {
        Write = write;
        reads.Clear();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => SetWrite(default);
}
