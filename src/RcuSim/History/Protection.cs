using System.Runtime.InteropServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>What protects one thread at present: its locks and its read-side critical section.</summary>
internal sealed class Protection : Versioned<Protection>
{
    private readonly List<HeldLock> locks = [];

    /// <summary>The locks it holds, in the order in which it took them.</summary>
    public IReadOnlyList<HeldLock> Locks => locks;

    /// <summary>The same, to go through at each event; valid until the next.</summary>
    public ReadOnlySpan<HeldLock> Held => CollectionsMarshal.AsSpan(locks);

    /// <summary>How many read-side critical sections are open in it, one inside the other.</summary>
    public int Depth { get; private set; }

    /// <summary>The log position at which the outermost section was opened; valid in a section.</summary>
    public int SectionSince { get; private set; }

    /// <summary>How many of its outermost sections have closed; the number of the one it is in.</summary>
    public int Section { get; private set; }

    /// <summary>How many spinlocks it holds.</summary>
    public int Spins { get; private set; }

    /// <summary>True if it holds a lock or is in a section.</summary>
    public bool Any => Depth > 0 || locks.Count > 0;

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
                SectionSince = Depth++ == 0 ? position : SectionSince;
                return true;
            case OperationKind.RcuLeave:
                return Leave();
            default:
                return true;
        }
    }

    /// <inheritdoc/>
    public override void CopyFrom(Protection? other)
    {
        locks.Clear();
        if (other is null)
        {
            Depth = SectionSince = Section = Spins = 0;
            return;
        }

        locks.AddRange(other.locks);
        (Depth, SectionSince, Section) = (other.Depth, other.SectionSince, other.Section);
        Spins = other.Spins;
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

    private bool Leave()
    {
        if (Depth == 0)
        {
            return false;
        }

        Section += --Depth == 0 ? 1 : 0;
        return true;
    }
}
