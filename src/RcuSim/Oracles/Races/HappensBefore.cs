using System.Numerics;
using RcuSim.History;
using RcuSim.Machine;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Oracles;

/// <summary>
/// Which accesses come before which, whatever the schedule: by program order, by locks, by the orders that
/// accesses and fences ask for, by read-side critical sections and grace periods, callbacks, the end of
/// threads. A read comes before an access if it is over by then, a write if it is seen by then.
/// </summary>
/// <remarks>
/// Kernel: the memory model in <c>tools/memory-model</c> (its relations xb and vis). docs/ordering.md has a
/// table of what it knows, and where it takes more for ordered than that model, so that a race can be
/// overlooked.
/// </remarks>
internal sealed partial class HappensBefore : IReversible
{
    private readonly ReversibleItems<ThreadClocks> threads = new(256);
    private readonly ReversibleWords<VectorClock> words = new();
    private readonly ReversibleWords<VectorClock> readers = new();
    private readonly ReversibleWords<VectorClock> objects = new();
    private readonly ReversibleWords<VectorClock> handed = new();
    private readonly ReversibleItems<VectorClock> lives = new(256);
    private readonly ReversibleItems<VectorClock> global = new(16);
    private int[] numbers = new int[512];
    private int count;

    /// <summary>The kinds of event that order anything.</summary>
    public static ulong Kinds => Synchronisation.Ordering;

    /// <summary>True if an access comes before one that a thread makes now.</summary>
    /// <param name="earlier">The access.</param>
    /// <param name="thread">The number of the thread.</param>
    /// <param name="writes">True if the thread writes now.</param>
    public bool IsBefore(in WordAccess earlier, ushort thread, bool writes)
    {
        if (threads.Find(thread) is not { } seen)
        {
            return false;
        }

        int number = Number(earlier.Thread);
        return seen.Now[number, earlier.Kind] > earlier.Index
            || (writes && seen.Led[number, earlier.Kind] > earlier.Index);
    }

    /// <summary>Takes in an event.</summary>
    public void Take(in Event item)
    {
        ref readonly var operation = ref item.Operation;
        switch (operation.Kind)
        {
            case Load or Await:
                if (operation.Order.IsMarked())
                {
                    See(item, operation.Order);
                }

                break;
            case >= Store and <= Replace:
                Write(item);
                break;
            case OperationKind.Fence:
                Pass(item, (FenceKind)operation.Detail);
                break;
            case TryLock or PollState when item.Result == 0:
                break;
            case >= RcuEnter and <= BarrierEnd:
                OrderByRcu(item);
                break;
            default:
                Order(item, Synchronisation.Of(operation));
                break;
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        threads.Mark();
        words.Mark();
        readers.Mark();
        objects.Mark();
        handed.Mark();
        lives.Mark();
        global.Mark();
        sections.Mark();
        callbacks.Mark();
        over.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        threads.BackTo(mark);
        words.BackTo(mark);
        readers.BackTo(mark);
        objects.BackTo(mark);
        handed.BackTo(mark);
        lives.BackTo(mark);
        global.BackTo(mark);
        sections.BackTo(mark);
        callbacks.BackTo(mark);
        over.BackTo(mark);
    }

    /// <summary>
    /// A load of no order binds nothing until a barrier comes; a dependency binds the stores behind it.
    /// </summary>
    private void See(in Event item, MemoryOrder order)
    {
        if (words.Find(item.Operation.Address) is not { Any: true } clock)
        {
            return;
        }

        var mine = Of(item.Thread);
        (order.Acquires() ? mine.Now : mine.Pending).Join(clock);
        if (order == MemoryOrder.Dependency)
        {
            mine.Led.Join(clock);
        }
    }

    /// <summary>
    /// A read-modify-write hands on what the word stood for; a store does not. One of full order stands
    /// between two fences.
    /// </summary>
    private void Write(in Event item)
    {
        ref readonly var operation = ref item.Operation;
        bool isFull = item.Wrote && operation.Order == MemoryOrder.Full;
        if (isFull)
        {
            Pass(item, FenceKind.Full);
        }

        if (operation.Kind != Store)
        {
            var order = item.Wrote ? operation.Order : operation.FailureOrder;
            if (order.IsMarked())
            {
                See(item, order);
            }
        }
        else if (words.Find(operation.Address) is { Any: true })
        {
            words.Change(operation.Address).Clear();
        }

        if (item.Wrote && operation.Order.IsMarked())
        {
            Show(item, operation.Order.Releases());
        }

        if (isFull)
        {
            Pass(item, FenceKind.Full);
        }
    }

    /// <summary>
    /// What a marked store carries: as a release all that its thread has seen; else what is over by then,
    /// its thread's binding loads among it, and of writes those before a barrier or a lock's last hold.
    /// </summary>
    private void Show(in Event item, bool releases)
    {
        var clock = words.Change(item.Operation.Address);
        var mine = Of(item.Thread);
        if (releases)
        {
            Carry(item, mine);
            clock.Join(mine.Carried);
        }
        else
        {
            clock.Join(mine.Fenced);
            clock.JoinReads(mine.Now);
            clock.JoinReads(mine.Led);
            clock[Number(item.Thread.Number), AccessKind.BindingRead] = item.Index + 1;
        }
    }

    /// <summary>A read barrier, generously, binds stores too: most often a branch does.</summary>
    private void Pass(in Event item, FenceKind fence)
    {
        var mine = Of(item.Thread);
        if (fence is FenceKind.Read or FenceKind.Full)
        {
            mine.Now.Join(mine.Pending);
        }

        if (fence == FenceKind.Full)
        {
            Carry(item, mine);
            mine.Fenced.Join(mine.Carried);
        }
        else if (fence == FenceKind.Write)
        {
            mine.Fenced.JoinWrites(mine.Carried);
            mine.Fenced[Number(item.Thread.Number), AccessKind.Write] = item.Index + 1;
        }
    }

    private void Order(in Event item, in Synchronisation row)
    {
        var mine = Of(item.Thread);
        for (int left = (int)row.Acquires; left != 0; left &= left - 1)
        {
            if (Find(item, (SyncChannels)(left & -left)) is { } clock)
            {
                mine.Now.Join(clock);
            }
        }

        if (row.IsFull)
        {
            Pass(item, FenceKind.Full);
        }

        if (item.Operation.Kind is OperationKind.Lock or TryLock)
        {
            TakeOver(item, mine);
        }
        else if (item.Operation.Kind is Unlock or Downgrade)
        {
            HandOver(item, mine);
        }

        for (int left = (int)row.Releases; left != 0; left &= left - 1)
        {
            var clock = Change(item, (SyncChannels)(left & -left));
            clock.Join(mine.Now);
            clock.Join(mine.Pending);
            clock.Set(Number(item.Thread.Number), item.Index + 1);
        }
    }

    /// <summary>All that the thread did up to this event, and what came before that, is handed on.</summary>
    private void Carry(in Event item, ThreadClocks mine)
    {
        mine.Carried.Join(mine.Now);
        mine.Carried.Join(mine.Pending);
        mine.Carried.Set(Number(item.Thread.Number), item.Index + 1);
    }

    private VectorClock? Find(in Event item, SyncChannels channel) => channel switch
    {
        SyncChannels.Object => objects.Find(item.Operation.Address),
        SyncChannels.Thread => lives.Find(Life(item)),
        SyncChannels.Writers => words.Find(item.Operation.Address),
        SyncChannels.Readers => readers.Find(item.Operation.Address),
        _ => global.Find(BitOperations.Log2((uint)channel)),
    };

    private VectorClock Change(in Event item, SyncChannels channel) => channel switch
    {
        SyncChannels.Object => objects.Change(item.Operation.Address),
        SyncChannels.Thread => lives.Change(Life(item)),
        SyncChannels.Writers => words.Change(item.Operation.Address),
        SyncChannels.Readers => readers.Change(item.Operation.Address),
        _ => global.Change(BitOperations.Log2((uint)channel)),
    };

    /// <summary>The number of the thread whose life an event is about.</summary>
    private static int Life(in Event item) =>
        (item.Operation.Kind is Start or Join ? item.Operation.Other : item.Thread).Number;

    private ThreadClocks Of(ThreadName thread) => threads.Change(thread.Number);

    private int Number(ushort thread)
    {
        if (thread >= numbers.Length)
        {
            Array.Resize(ref numbers, Math.Max(thread + 1, numbers.Length * 2));
        }

        ref int number = ref numbers[thread];
        if (number == 0)
        {
            number = ++count;
        }

        return number;
    }
}
