using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What one thread is protected by at present: its locks and its read section.</summary>
public sealed class Protection
{
    private readonly List<HeldLock> locks = [];

    /// <summary>The locks it holds, in the order in which it took them.</summary>
    public IReadOnlyList<HeldLock> Locks => locks;

    /// <summary>How many read sections it is inside.</summary>
    public int Depth { get; private set; }

    /// <summary>The log position at which the outermost section was entered; meaningless outside.</summary>
    public int SectionSince { get; private set; }

    /// <summary>How many of its locks are spinlocks: it must not sleep then.</summary>
    public int Spins { get; private set; }

    /// <summary>How many writes to shared words it has made.</summary>
    public int Writes { get; internal set; }

    /// <summary>True inside a read section or with any lock held.</summary>
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

    /// <summary>True if it holds the lock at an address in a mode that excludes others.</summary>
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

    /// <summary>Takes in a lock, section or unlock event of the thread, answered with a result.</summary>
    internal void Apply(in Operation operation, ulong result, int position)
    {
        switch (operation.Kind)
        {
            case OperationKind.Lock:
            case OperationKind.TryLock when result != 0:
                var mode = (LockMode)operation.Detail;
                locks.Add(new(operation.Address, mode, position));
                Spins += mode == LockMode.Spin ? 1 : 0;
                break;
            case OperationKind.Unlock:
                Drop(operation.Address);
                break;
            case OperationKind.Downgrade when Find(operation.Address) is >= 0 and var at:
                locks[at] = locks[at] with { Mode = LockMode.Read };
                break;
            case OperationKind.RcuEnter when Depth++ == 0:
                SectionSince = position;
                break;
            case OperationKind.RcuLeave when Depth > 0:
                Depth--;
                break;
        }
    }

    /// <summary>As new.</summary>
    internal void Clear()
    {
        locks.Clear();
        Depth = Spins = Writes = 0;
    }

    private void Drop(ulong address)
    {
        if (Find(address) is >= 0 and var at)
        {
            Spins -= locks[at].Mode == LockMode.Spin ? 1 : 0;
            locks.RemoveAt(at);
        }
    }

    private int Find(ulong address) => locks.FindLastIndex(held => held.Address == address);
}
