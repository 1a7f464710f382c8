using System.Runtime.InteropServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>What protects one thread at present: its locks and its read-side critical section.</summary>
internal sealed class Protection : Versioned<Protection>
{
    private readonly List<HeldLock> locks = [];
    private readonly List<(ushort Domain, SectionState State)> others = [];
    private SectionState section;

    /// <summary>The locks it holds, in the order in which it took them.</summary>
    public IReadOnlyList<HeldLock> Locks => locks;

    /// <summary>The same, to go through at each event; valid until the next.</summary>
    public ReadOnlySpan<HeldLock> Held => CollectionsMarshal.AsSpan(locks);

    /// <summary>How many read-side critical sections of RCU itself are open in it, one inside the other.
    /// </summary>
    public int Depth => section.Depth;

    /// <summary>
    /// The log position at which the outermost of those was opened; valid in such a section.
    /// </summary>
    public int SectionSince => section.Since;

    /// <summary>The domains, RCU itself first, whose sections it is in.</summary>
    public IEnumerable<ushort> Domains =>
        others.Where(other => other.State.Depth > 0).Select(other => other.Domain)
            .Prepend((ushort)0).Where(domain => SectionIn(domain).Depth > 0);

    /// <summary>How many spinlocks it holds.</summary>
    public int Spins { get; private set; }

    /// <summary>True if it holds a lock or is in a section.</summary>
    public bool Any => Depth > 0 || locks.Count > 0 || (others.Count > 0 && Domains.Any());

    /// <summary>How the thread stands to the sections of a domain.</summary>
    public SectionState SectionIn(ushort domain) => domain == 0
        ? section
        : Find(domain) is >= 0 and var at ? others[at].State : default;

    /// <summary>True if it holds the lock at an address, in any mode.</summary>
    public bool Holds(ulong address)
    {
        foreach (var held in locks)
        {
            if (held.Address == address)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if it holds the lock at an address and nobody else can.</summary>
    public bool HoldsExclusively(ulong address)
    {
        foreach (var held in locks)
        {
            if (held.Address == address && held.Mode != LockMode.Read)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes in an event of its thread on a lock or a section.</summary>
    /// <returns>False if the event had no effect: what it gives up was not held.</returns>
    internal bool Take(in Operation operation, ulong result, int position)
    {
        switch (operation.Kind)
        {
            case OperationKind.Lock:
            case OperationKind.TryLock when result != 0:
                var mode = (LockMode)operation.Detail;
                locks.Add(new(operation.Address, mode, position));
                Spins += mode == LockMode.Spin ? 1 : 0;
                return true;
            case OperationKind.Unlock:
                return Drop(operation.Address, (LockMode)operation.Detail);
            case OperationKind.Downgrade:
                return Downgrade(operation.Address);
            case OperationKind.RcuEnter:
                Enter(operation.Detail, position);
                return true;
            case OperationKind.RcuLeave:
                return Leave(operation.Detail);
            default:
                return true;
        }
    }

    /// <inheritdoc/>
    public override void CopyFrom(Protection? other)
    {
        locks.Clear();
        others.Clear();
        (section, Spins) = (other?.section ?? default, other?.Spins ?? 0);
        if (other is not null)
        {
            locks.AddRange(other.locks);
            others.AddRange(other.others);
        }
    }

    private bool Drop(ulong address, LockMode mode)
    {
        int at = LastIndex(address, mode);
        if (at >= 0)
        {
            Spins -= mode == LockMode.Spin ? 1 : 0;
            locks.RemoveAt(at);
        }

        return at >= 0;
    }

    private bool Downgrade(ulong address)
    {
        int at = LastIndex(address, LockMode.Write);
        if (at >= 0)
        {
            locks[at] = locks[at] with { Mode = LockMode.Read };
        }

        return at >= 0;
    }

    private int LastIndex(ulong address, LockMode mode)
    {
        int at = locks.Count - 1;
        while (at >= 0 && (locks[at].Address != address || locks[at].Mode != mode))
        {
            at--;
        }

        return at;
    }

    private void Enter(ushort domain, int position)
    {
        var (depth, since, number) = SectionIn(domain);
        Set(domain, new(depth + 1, depth == 0 ? position : since, number));
    }

    private bool Leave(ushort domain)
    {
        var (depth, since, number) = SectionIn(domain);
        if (depth > 0)
        {
            Set(domain, new(depth - 1, since, depth == 1 ? number + 1 : number));
        }

        return depth > 0;
    }

    private void Set(ushort domain, in SectionState state)
    {
        if (domain == 0)
        {
            section = state;
            return;
        }

        int at = Find(domain);
        if (at < 0)
        {
            others.Add((domain, state));
        }
        else
        {
            others[at] = (domain, state);
        }
    }

    private int Find(ushort domain)
    {
        for (int i = 0; i < others.Count; i++)
        {
            if (others[i].Domain == domain)
            {
                return i;
            }
        }

        return -1;
    }
}
