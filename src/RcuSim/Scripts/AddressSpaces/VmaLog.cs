using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Hears what a step does, and lets some of it fail. Objects are numbered from 1, in the order in which they
/// are allocated.
/// </summary>
internal sealed class VmaLog : IMachineWatcher
{
    private const string VmaKind = "vma";

    private static readonly Site[] failures =
    [
        MappingSites.Clone, MappingSites.Prepare, MappingSites.ClearRange, MmSites.Charge,
        MappingSites.Policy, MappingSites.Driver,
    ];

    private static readonly Dictionary<Site, string> ofOneVma = new()
    {
        [VmaLockSites.Wanted] = "lock",
        [VmaLockSites.Attached] = "attach",
        [VmaLockSites.Detached] = "detach",
        [MappingSites.Unlink] = "unlink",
        [MappingSites.FileInsert] = "file_insert",
        [MappingSites.FileRemove] = "file_remove",
        [MappingSites.DriverOpen] = "open",
        [MappingSites.DriverClose] = "close",
        [MappingSites.Flags] = "flags",
    };

    private readonly Dictionary<ulong, long> vmas = [];
    private readonly Dictionary<ulong, long> anons = [];
    private readonly Dictionary<Site, ulong> earlier = [];
    private readonly List<object[]> events = [];
    private long vmasTaken;
    private long anonsTaken;
    private VmaFailure? failure;
    private int asked;
    private bool isOpen;

    /// <summary>What can be made to fail.</summary>
    public static IReadOnlyList<string> FailureKinds { get; } =
        [VmaKind, .. failures.Select(site => site.Name)];

    /// <summary>The address of the mmap lock, which is that of its address space.</summary>
    public ulong MmapLock { get; set; }

    /// <summary>How many VMAs are allocated.</summary>
    public int LiveVmas => vmas.Count;

    /// <summary>True if the failure that was planned has happened.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What happened in the step, each a name and what it was about.</summary>
    public IReadOnlyList<object[]> Events => events;

    /// <summary>Begins a step.</summary>
    public void Begin(VmaFailure? planned)
    {
        (failure, asked, HasFailed) = (planned, 0, false);
        events.Clear();
    }

    /// <summary>Notes what happens from now on, or stops.</summary>
    public void Open(bool open) => isOpen = open;

    /// <summary>The number of a VMA.</summary>
    public long VmaNumber(ulong address) => vmas[address];

    /// <summary>The number of an anonymous reverse map; 0 for none.</summary>
    public long AnonNumber(ulong address) => address == 0 ? 0 : anons[address];

    /// <summary>Notes that a VMA got an anonymous reverse map.</summary>
    public void NoteAnon(ulong vma, ulong anon) => events.Add(["anon", vmas[vma], anons[anon]]);

    /// <inheritdoc/>
    public bool Fails(SlabCache cache) => cache == MmCaches.Vma && Fails(VmaKind);

    /// <inheritdoc/>
    public bool Fails(Site site) => Array.IndexOf(failures, site) >= 0 && Fails(site.Name);

    /// <inheritdoc/>
    public void Allocated(SlabCache cache, ulong address)
    {
        if (cache == MmCaches.Vma)
        {
            vmas[address] = ++vmasTaken;
            Note("new", vmasTaken);
        }
        else if (cache == AnonCaches.AnonVma)
        {
            anons[address] = ++anonsTaken;
        }
    }

    /// <inheritdoc/>
    public void Freed(SlabCache cache, ulong address)
    {
        if (cache == MmCaches.Vma)
        {
            Note("free", vmas[address]);
            vmas.Remove(address);
        }
    }

    /// <inheritdoc/>
    public void Locked(ulong address, LockMode mode)
    {
    }

    /// <inheritdoc/>
    public void Unlocked(ulong address, LockMode mode)
    {
        if (address == MmapLock && mode == LockMode.Read)
        {
            Note("read_unlock");
        }
    }

    /// <inheritdoc/>
    public void Downgraded(ulong address) => Note("downgrade");

    /// <inheritdoc/>
    public void Observed(Site key, ulong value)
    {
        if (ofOneVma.TryGetValue(key, out string? name))
        {
            Note(name, vmas[value]);
        }
        else if (key == MappingSites.CloneTo)
        {
            Note("clone", vmas[value], vmas[earlier[MappingSites.CloneFrom]]);
        }
        else if (key == MappingSites.MergeGone)
        {
            Note("anon_merge", vmas[earlier[MappingSites.MergeInto]], vmas[value]);
        }
        else if (key == MappingSites.Charge)
        {
            Note("charge", (long)value);
        }
        else
        {
            ObservedRange(key, value);
        }
    }

    private void ObservedRange(Site key, ulong value)
    {
        earlier[key] = value;
        if (key == MappingSites.Cleared)
        {
            Note("clear");
        }
        else if (key == MappingSites.ZapEnd)
        {
            Note("zap", CaseAnswer.Hex(earlier[MappingSites.ZapStart]), CaseAnswer.Hex(value));
        }
        else if (key == MappingSites.TablesLocked)
        {
            string floor = CaseAnswer.Hex(earlier[MappingSites.Floor]);
            Note("tables", floor, CaseAnswer.Hex(earlier[MappingSites.Ceiling]), (long)value);
        }
    }

    private bool Fails(string kind)
    {
        if (failure?.Kind != kind || !isOpen || ++asked != failure.Nth)
        {
            return false;
        }

        HasFailed = true;
        Note("fail", kind);
        return true;
    }

    private void Note(params object[] what)
    {
        if (isOpen)
        {
            events.Add(what);
        }
    }
}
