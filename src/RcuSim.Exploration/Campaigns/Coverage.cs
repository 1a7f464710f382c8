namespace RcuSim.Exploration;

/// <summary>
/// What a campaign has seen: how many schedules, how many distinct behaviours, how many still new.
/// </summary>
public sealed class Coverage
{
    /// <summary>How many of the last schedules <see cref="RecentNew"/> speaks of.</summary>
    internal const int Window = 1000;

    /// <summary>The largest number of behaviours distinguished; later ones count as seen.</summary>
    internal const int Capacity = 4_000_000;

    private readonly HashSet<ulong> once = [];
    private readonly HashSet<ulong> several = [];
    private readonly Queue<bool> recent = new();
    private int recentNew;

    /// <summary>Creates the coverage of nothing.</summary>
    internal Coverage()
    {
    }

    /// <summary>How many schedules ran.</summary>
    public long Schedules { get; private set; }

    /// <summary>How many events they had together.</summary>
    public long Events { get; private set; }

    /// <summary>How many scheduling points they had together.</summary>
    public long Points { get; private set; }

    /// <summary>How many schedules ran since behaviours were last distinguished more finely.</summary>
    public long Comparable { get; private set; }

    /// <summary>How many distinct behaviours the comparable schedules showed.</summary>
    public int Behaviours => once.Count + several.Count;

    /// <summary>The share of the last <see cref="Window"/> schedules that showed a new behaviour.</summary>
    public double RecentNew => recent.Count == 0 ? 0 : (double)recentNew / recent.Count;

    /// <summary>
    /// The Good–Turing estimate of the chance that the next schedule is a new behaviour: behaviours seen
    /// exactly once, divided by comparable schedules.
    /// </summary>
    /// <remarks>I. J. Good: The population frequencies of species (Biometrika, 1953).</remarks>
    public double ChanceOfNew => Comparable == 0 ? 1 : (double)once.Count / Comparable;

    /// <summary>Takes in one execution.</summary>
    internal void Add(ExecutionResult result)
    {
        Add(result.Behaviour, result.Events, result.Points);
        if (result.Refines)
        {
            Refine();
        }
    }

    /// <summary>Takes in one schedule.</summary>
    internal void Add(ulong behaviour, int events, int points)
    {
        Schedules++;
        Comparable++;
        Events += events;
        Points += points;
        bool isNew = !several.Contains(behaviour) && Behaviours < Capacity && once.Add(behaviour);
        if (!isNew && once.Remove(behaviour))
        {
            several.Add(behaviour);
        }

        recent.Enqueue(isNew);
        recentNew += isNew ? 1 : 0;
        if (recent.Count > Window)
        {
            recentNew -= recent.Dequeue() ? 1 : 0;
        }
    }

    /// <summary>
    /// Starts counting behaviours afresh: more fields are known to conflict, so what looked equal may differ.
    /// </summary>
    private void Refine()
    {
        once.Clear();
        several.Clear();
        recent.Clear();
        recentNew = 0;
        Comparable = 0;
    }
}
