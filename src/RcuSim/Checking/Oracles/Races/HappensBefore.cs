using RcuSim.Machine;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Checking;

/// <summary>
/// Which events come before which, whatever the schedule: by program order, by locks, by the orders that
/// accesses and fences ask for, by read sections and grace periods, callbacks, the end of threads.
/// </summary>
/// <remarks>
/// Kernel: the memory model in <c>tools/memory-model</c>, with more order than it promises in two places: a
/// grace period comes after every section left before it ended, and taking a callback after every earlier
/// call. So a race can be overlooked. Of dependencies it knows only those of
/// <see cref="MemoryOrder.Dereference"/>: what is ordered by a branch alone is taken for a race.
/// </remarks>
internal sealed class HappensBefore
{
    private readonly ThreadClocks?[] threads = new ThreadClocks?[256];
    private readonly WordTable<VectorClock> released = new(clock => clock.Clear());
    private readonly WordTable<VectorClock> leftByReaders = new(clock => clock.Clear());
    private readonly WordTable<VectorClock> givenBack = new(clock => clock.Clear());
    private readonly VectorClock sectionsLeft = new();
    private readonly VectorClock periodsBegun = new();
    private readonly VectorClock called = new();
    private readonly VectorClock completed = new();
    private readonly VectorClock ended = new();
    private int count;

    /// <summary>Forgets everything.</summary>
    public void Restart()
    {
        released.Clear();
        leftByReaders.Clear();
        givenBack.Clear();
        Array.ForEach(threads, thread => thread?.Clear());
        Array.ForEach([sectionsLeft, periodsBegun, called, completed, ended], clock => clock.Clear());
    }

    /// <summary>True if an event of one thread comes before whatever another does next.</summary>
    public bool IsBefore(SimulatedThread thread, int index, SimulatedThread other) =>
        Of(other).Now[Of(thread).Number] > index;

    /// <summary>Takes in an event.</summary>
    public void Apply(in Event item)
    {
        var operation = item.Operation;
        switch (operation.Kind)
        {
            case Load or Await when operation.Order > MemoryOrder.PlainRacy:
                See(item, operation.Order, operation.Address);
                break;
            case >= Store and <= Replace:
                Write(item);
                break;
            case Fence:
                Pass(item, (FenceKind)operation.Detail);
                break;
            case OperationKind.Lock or TryLock when operation.Kind != TryLock || item.Result != 0:
                Take(item, (LockMode)operation.Detail);
                break;
            case Unlock or Downgrade:
                bool reads = operation.Kind == Unlock && (LockMode)operation.Detail == LockMode.Read;
                Tell(item, Of(reads ? leftByReaders : released, operation.Address));
                break;
            case Free:
                Tell(item, Of(givenBack, operation.Address));
                break;
            case Allocate when givenBack.Find(item.Result) is { } before:
                Of(item.Thread).Now.Join(before);
                break;
            default:
                Order(item);
                break;
        }
    }

    private static bool Acquires(MemoryOrder order) => order
        is MemoryOrder.Acquire or MemoryOrder.Dereference or MemoryOrder.AcquireRelease or MemoryOrder.Full;

    private static bool Releases(MemoryOrder order) => order
        is MemoryOrder.Release or MemoryOrder.Publish or MemoryOrder.AcquireRelease or MemoryOrder.Full;

    private void See(in Event item, MemoryOrder order, ulong address)
    {
        if (released.Find(address) is { } clock)
        {
            var mine = Of(item.Thread);
            (Acquires(order) ? mine.Now : mine.Pending).Join(clock);
        }
    }

    /// <summary>
    /// A read-modify-write hands on what the word stood for; a store does not. One of full order stands
    /// between two fences.
    /// </summary>
    private void Write(in Event item)
    {
        var operation = item.Operation;
        bool isFull = item.Wrote && operation.Order == MemoryOrder.Full;
        if (isFull)
        {
            Pass(item, FenceKind.Full);
        }

        if (operation.Kind != Store)
        {
            See(item, item.Wrote ? operation.Order : operation.FailureOrder, operation.Address);
        }
        else
        {
            released.Find(operation.Address)?.Clear();
        }

        if (item.Wrote && Releases(operation.Order))
        {
            Tell(item, Of(released, operation.Address));
        }
        else if (item.Wrote && operation.Order > MemoryOrder.PlainRacy)
        {
            Of(released, operation.Address).Join(Of(item.Thread).Fenced);
        }

        if (isFull)
        {
            Pass(item, FenceKind.Full);
        }
    }

    private void Pass(in Event item, FenceKind fence)
    {
        var mine = Of(item.Thread);
        if (fence != FenceKind.Write)
        {
            mine.Now.Join(mine.Pending);
        }

        if (fence != FenceKind.Read)
        {
            Tell(item, mine.Fenced);
        }
    }

    private void Take(in Event item, LockMode mode)
    {
        var now = Of(item.Thread).Now;
        now.Join(Of(released, item.Operation.Address));
        if (mode != LockMode.Read)
        {
            now.Join(Of(leftByReaders, item.Operation.Address));
        }
    }

    private void Order(in Event item)
    {
        var now = Of(item.Thread).Now;
        switch (item.Operation.Kind)
        {
            case RcuEnter:
                now.Join(periodsBegun);
                break;
            case RcuLeave:
                Tell(item, sectionsLeft);
                break;
            case GracePeriodBegin:
                now.Join(sectionsLeft);
                Pass(item, FenceKind.Full);
                Tell(item, periodsBegun);
                break;
            case GracePeriodEnd:
                now.Join(sectionsLeft);
                Pass(item, FenceKind.Full);
                break;
            case CallRcu:
                Tell(item, called);
                break;
            case TakeCallback:
                now.Join(called);
                break;
            case CallbackDone:
                Tell(item, completed);
                break;
            case RcuBarrier:
                now.Join(completed);
                break;
            case End:
                Tell(item, ended);
                break;
            case JoinActors:
                now.Join(ended);
                break;
        }
    }

    /// <summary>All that the thread did up to this event, and what came before that, is handed on.</summary>
    private void Tell(in Event item, VectorClock clock)
    {
        var mine = Of(item.Thread);
        mine.Now[mine.Number] = item.Index + 1;
        clock.Join(mine.Now);
    }

    private ThreadClocks Of(SimulatedThread thread) => threads[thread.Name.Number] ??= new(count++);

    private static VectorClock Of(WordTable<VectorClock> clocks, ulong address) =>
        clocks.Find(address) ?? clocks.Add(address);
}
