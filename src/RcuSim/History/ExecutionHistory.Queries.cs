using RcuSim.Machine;

namespace RcuSim.History;

/// <content>What rules may ask: who is protected by what, and what memory holds, after the step.</content>
public sealed partial class ExecutionHistory
{
    /// <summary>True if a thread is inside a read-side critical section.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="domain">Whose; null for one of RCU itself.</param>
    public bool IsInSection(ThreadName thread, RcuDomain? domain = null) =>
        Protections[thread].SectionIn(RcuDomain.NumberOf(domain)).Depth > 0;

    /// <summary>How a thread holds the lock at an address; null if it does not.</summary>
    public LockMode? HeldMode(ThreadName thread, ulong address)
    {
        foreach (var held in Protections[thread].Locks)
        {
            if (held.Address == address)
            {
                return held.Mode;
            }
        }

        return null;
    }

    /// <summary>
    /// The word at an address, as the stores so far have left it. It may have been freed: its words are
    /// poison then.
    /// </summary>
    /// <exception cref="ArgumentException">No object was ever there.</exception>
    public ulong WordAt(ulong address) => Memory.Contains(address)
        ? Memory[address]
        : throw new ArgumentException($"no object was ever at {address:x}", nameof(address));

    /// <summary>
    /// Where the object at an address, or around it, is in its life; <see cref="ObjectState.Never"/> if there
    /// never was one.
    /// </summary>
    public ObjectState StateOf(ulong address) =>
        Objects.IsPointer(address) ? Objects[address].State : ObjectState.Never;

    /// <summary>The cache of the object at an address, or around it; null if there never was one.</summary>
    public SlabCache? CacheOf(ulong address) =>
        Objects.IsPointer(address) ? Objects.CacheOf(address) : null;

    /// <summary>True if a thread took the object at an address, or around it, from its cache.</summary>
    internal bool IsOf(ulong address, ThreadName thread) => IsOf(address, in Objects[address], thread);

    /// <summary>True if another thread than its maker can reach the object at an address.</summary>
    public bool IsShared(ulong address) => Objects.IsShared(address);
}
