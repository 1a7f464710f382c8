using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Hears what a step does to anonymous reverse maps, and lets its memory run out. They are numbered from 1,
/// in the order in which they are allocated.
/// </summary>
internal sealed class AnonVmaLog : IMachineWatcher
{
    private readonly Dictionary<ulong, int> numbers = [];
    private readonly Dictionary<ulong, int> vmas = [];
    private readonly HashSet<ulong> locked = [];
    private readonly List<AnonVmaEvent> events = [];
    private AnonVmaEvent? lastFailure;
    private int taken;
    private int failing;
    private int asked;
    private ulong vma;

    /// <summary>True if the failure that was planned has happened.</summary>
    public bool HasFailed => lastFailure is not null;

    /// <summary>What happened in the step.</summary>
    public IReadOnlyList<AnonVmaEvent> Events => events;

    /// <summary>Those that are alive, each with its number, ascending.</summary>
    public IEnumerable<(ulong Address, int Number)> Live =>
        numbers.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Value);

    /// <summary>Begins a step.</summary>
    public void Begin(AnonVmaStep step)
    {
        (failing, asked, lastFailure) = (step.Failing, 0, null);
        events.Clear();
    }

    /// <summary>Says which number a VMA has.</summary>
    public void Name(ulong address, int number) => vmas[address] = number;

    /// <summary>The number of one that is alive; 0 for none.</summary>
    public int NumberOf(ulong address) => address == 0 ? 0 : numbers[address];

    /// <inheritdoc/>
    public bool Fails(SlabCache cache)
    {
        bool isAnon = cache == AnonCaches.AnonVma;
        if (failing == 0 || !(isAnon || cache == AnonCaches.Link) || ++asked < failing)
        {
            return false;
        }

        // Memory stays short, so that a request which may wait, after one that may not, fails as well; only
        // the last is answered with an error.
        if (lastFailure is not null)
        {
            events.Remove(lastFailure);
        }

        lastFailure = new("fail", 0, 0, isAnon ? "anon" : "link");
        events.Add(lastFailure);
        return true;
    }

    /// <inheritdoc/>
    public bool Fails(Site site) => false;

    /// <inheritdoc/>
    public void Allocated(SlabCache cache, ulong address)
    {
        if (cache == AnonCaches.AnonVma)
        {
            numbers[address] = ++taken;
            events.Add(new("new", taken));
        }
    }

    /// <inheritdoc/>
    public void Freed(SlabCache cache, ulong address)
    {
        if (cache == AnonCaches.AnonVma)
        {
            events.Add(new("free", numbers[address]));
            numbers.Remove(address);
        }
    }

    /// <inheritdoc/>
    public void Locked(ulong address, LockMode mode)
    {
        if (mode == LockMode.Write && numbers.TryGetValue(LockOwner(address), out int number))
        {
            locked.Add(address);
            events.Add(new("lock", number));
        }
    }

    /// <inheritdoc/>
    public void Unlocked(ulong address, LockMode mode)
    {
        if (locked.Remove(address))
        {
            events.Add(new("unlock", numbers[LockOwner(address)]));
        }
    }

    /// <inheritdoc/>
    public void Downgraded(ulong address)
    {
    }

    /// <inheritdoc/>
    public void Observed(Site key, ulong value)
    {
        if (key == MmSites.AnonVmaOf)
        {
            vma = value;
        }
        else if (key == MmSites.AnonLinked)
        {
            events.Add(new("link", vmas[vma], numbers[value]));
        }
        else if (key == MmSites.AnonUnlinked)
        {
            events.Add(new("unlink", vmas[vma], numbers[value]));
        }
    }

    /// <summary>The anon_vma, if it is one, that has a word as its lock.</summary>
    private static ulong LockOwner(ulong word) => word - WordAddress.Of(0, AnonVmaWords.Lock);
}
