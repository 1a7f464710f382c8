using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>The locks of an execution: a fold over the log.</summary>
public sealed class LockTable
{
    private readonly Dictionary<ulong, LockState> byAddress = [];
    private readonly List<ulong> order = [];

    /// <summary>The addresses of all locks used so far, in the order of their first use.</summary>
    public IReadOnlyList<ulong> Addresses => order;

    /// <summary>The lock at an address; free if it was never used.</summary>
    public LockState this[ulong address]
    {
        get
        {
            if (!byAddress.TryGetValue(address, out var state))
            {
                state = new();
                byAddress.Add(address, state);
                order.Add(address);
            }

            return state;
        }
    }

    /// <summary>True if the thread holds the lock at an address in a mode that excludes others.</summary>
    public bool HoldsExclusively(SimulatedThread thread, ulong address) =>
        this[address].ModeOf(thread) is LockMode.Write or LockMode.Spin;

    /// <summary>The locks a thread holds, in the order of their first use.</summary>
    public IEnumerable<(ulong Address, LockMode Mode)> HeldBy(SimulatedThread thread)
    {
        foreach (ulong address in order)
        {
            if (byAddress[address].ModeOf(thread) is { } mode)
            {
                yield return (address, mode);
            }
        }
    }

    /// <summary>Frees all locks.</summary>
    public void Clear()
    {
        byAddress.Clear();
        order.Clear();
    }
}
