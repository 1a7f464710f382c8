using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>What protects each thread, and who waits for which lock.</summary>
internal sealed class Protections : IReversible
{
    private static readonly Protection nothing = new();
    private readonly ReversibleItems<Protection> threads = new(256);
    private readonly ReversibleList<LockWaiter> queue = new();
    private readonly ReversibleList<ThreadName> known = new();

    /// <summary>The threads that wait for a lock, first come first.</summary>
    public IReadOnlyList<LockWaiter> Queue => queue.Read;

    /// <summary>The threads that may hold a lock or be in a section.</summary>
    public IReadOnlyList<ThreadName> Threads => known.Read;

    /// <summary>What protects a thread.</summary>
    public Protection this[ThreadName thread] => threads.Find(thread.Number) ?? nothing;

    /// <summary>
    /// True if a thread may take a lock now: nobody holds it in its way, and nobody in its way waits longer.
    /// </summary>
    public bool IsFree(ThreadName thread, ulong address, LockMode mode) =>
        !IsQueuedBefore(thread, address, mode) && !IsHeldAgainst(address, mode);

    /// <summary>True if anybody waits for a lock.</summary>
    public bool IsQueuedFor(ulong address)
    {
        foreach (var waiter in queue.Items)
        {
            if (waiter.Address == address)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if a thread is in the queue of a lock.</summary>
    public bool IsQueued(ThreadName thread, ulong address)
    {
        foreach (var waiter in queue.Items)
        {
            if (waiter.Address == address && waiter.Thread == thread)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who holds a lock and how, in the order in which they took it.</summary>
    public IEnumerable<(ThreadName Thread, HeldLock Lock)> Holders(ulong address) => known.Read
        .SelectMany(thread => this[thread].Locks.Select(held => (Thread: thread, Lock: held)))
        .Where(holder => holder.Lock.Address == address)
        .OrderBy(holder => holder.Lock.Since);

    /// <summary>Takes in an event on a lock or a section.</summary>
    /// <returns>False if the event had no effect: what it gives up was not held.</returns>
    internal bool Take(in Event item, int position)
    {
        ref readonly var operation = ref item.Operation;
        if (operation.Kind == OperationKind.LockWait)
        {
            queue.Change().Add(new(item.Thread, operation.Address, (LockMode)operation.Detail));
            return true;
        }

        if (operation.Kind == OperationKind.Lock && IsQueued(item.Thread, operation.Address))
        {
            var thread = item.Thread;
            queue.Change().RemoveAll(waiter => waiter.Thread == thread);
        }

        return Change(item.Thread).Take(operation, item.Result, position);
    }

    /// <inheritdoc/>
    public void Mark()
    {
        queue.Mark();
        known.Mark();
        threads.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        queue.BackTo(mark);
        known.BackTo(mark);
        threads.BackTo(mark);
    }

    private bool IsQueuedBefore(ThreadName thread, ulong address, LockMode mode)
    {
        foreach (var waiter in queue.Items)
        {
            if (waiter.Address != address)
            {
                continue;
            }

            if (waiter.Thread == thread)
            {
                return false;
            }

            if (mode != LockMode.Read || waiter.Mode != LockMode.Read)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeldAgainst(ulong address, LockMode mode)
    {
        foreach (var thread in known.Items)
        {
            foreach (ref readonly var held in this[thread].Held)
            {
                if (held.Address == address && (mode != LockMode.Read || held.Mode != LockMode.Read))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Protection Change(ThreadName thread)
    {
        if (threads.Find(thread.Number) is null)
        {
            known.Change().Add(thread);
        }

        return threads.Change(thread.Number);
    }
}
