using System.Numerics;
using RcuSim.History;
using RcuSim.Machine;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Oracles;

/// <summary>
/// Which events come before which, whatever the schedule: by program order, by locks, by the orders that
/// accesses and fences ask for, by read-side critical sections and grace periods, callbacks, the end of
/// threads.
/// </summary>
/// <remarks>
/// Kernel: the memory model in <c>tools/memory-model</c>, with more order than it promises in two places: a
/// grace period comes after every section left before it ended, and taking a callback after every earlier
/// call. So a race can be overlooked. Of dependencies it knows only those of
/// <see cref="MemoryOrder.Dereference"/>: what is ordered by a branch alone is taken for a race.
/// </remarks>
internal sealed class HappensBefore : IReversible
{
    private readonly ReversibleItems<ThreadClocks> threads = new(256);
    private readonly ReversibleWords<VectorClock> words = new();
    private readonly ReversibleWords<VectorClock> readers = new();
    private readonly ReversibleWords<VectorClock> objects = new();
    private readonly ReversibleItems<VectorClock> global = new(16);
    private readonly int[] numbers = new int[256];
    private int count;

    /// <summary>The kinds of event that order anything.</summary>
    public static ulong Kinds => Synchronisation.Ordering;

    /// <summary>True if an event of one thread comes before whatever another does next.</summary>
    /// <param name="thread">The number of the one.</param>
    /// <param name="index">The event's number in it.</param>
    /// <param name="other">The number of the other.</param>
    public bool IsBefore(byte thread, int index, byte other) =>
        threads.Find(other) is { } seen && seen.Now[Number(thread)] > index;

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
            case TryLock when item.Result == 0:
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
        global.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        threads.BackTo(mark);
        words.BackTo(mark);
        readers.BackTo(mark);
        objects.BackTo(mark);
        global.BackTo(mark);
    }

    private void See(in Event item, MemoryOrder order)
    {
        if (words.Find(item.Operation.Address) is { } clock)
        {
            var mine = Of(item.Thread);
            (order.Acquires() ? mine.Now : mine.Pending).Join(clock);
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
            See(item, item.Wrote ? operation.Order : operation.FailureOrder);
        }
        else if (words.Find(operation.Address) is not null)
        {
            words.Change(operation.Address).Clear();
        }

        if (item.Wrote && operation.Order.Releases())
        {
            Tell(item, words.Change(operation.Address));
        }
        else if (item.Wrote && operation.Order.IsMarked())
        {
            words.Change(operation.Address).Join(Of(item.Thread).Fenced);
        }

        if (isFull)
        {
            Pass(item, FenceKind.Full);
        }
    }

    private void Pass(in Event item, FenceKind fence)
    {
        var mine = Of(item.Thread);
        if (fence is FenceKind.Read or FenceKind.Full)
        {
            mine.Now.Join(mine.Pending);
        }

        if (fence is FenceKind.Write or FenceKind.Full)
        {
            Tell(item, mine.Fenced);
        }
    }

    private void Order(in Event item, in Synchronisation row)
    {
        for (int left = (int)row.Acquires; left != 0; left &= left - 1)
        {
            if (Find(item, (SyncChannels)(left & -left)) is { } clock)
            {
                Of(item.Thread).Now.Join(clock);
            }
        }

        if (row.IsFull)
        {
            Pass(item, FenceKind.Full);
        }

        for (int left = (int)row.Releases; left != 0; left &= left - 1)
        {
            Tell(item, Change(item, (SyncChannels)(left & -left)));
        }
    }

    /// <summary>All that the thread did up to this event, and what came before that, is handed on.</summary>
    private void Tell(in Event item, VectorClock clock)
    {
        var mine = Of(item.Thread);
        mine.Now[Number(item.Thread.Number)] = item.Index + 1;
        clock.Join(mine.Now);
    }

    private VectorClock? Find(in Event item, SyncChannels channel) => channel switch
    {
        SyncChannels.Object => item.Result == 0 ? null : objects.Find(item.Result),
        SyncChannels.Writers => words.Find(item.Operation.Address),
        SyncChannels.Readers => readers.Find(item.Operation.Address),
        _ => global.Find(BitOperations.Log2((uint)channel)),
    };

    private VectorClock Change(in Event item, SyncChannels channel) => channel switch
    {
        SyncChannels.Object => objects.Change(item.Operation.Address),
        SyncChannels.Writers => words.Change(item.Operation.Address),
        SyncChannels.Readers => readers.Change(item.Operation.Address),
        _ => global.Change(BitOperations.Log2((uint)channel)),
    };

    private ThreadClocks Of(ThreadName thread) => threads.Change(thread.Number);

    private int Number(byte thread)
    {
        ref int number = ref numbers[thread];
        if (number == 0)
        {
            number = ++count;
        }

        return number;
    }
}
