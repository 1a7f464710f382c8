using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// The order between grace periods and read-side critical sections: what each grace period in progress has to
/// hand on when it ends.
/// </summary>
internal sealed class GracePeriodClocks : IReversible
{
    private readonly ReversibleMap<Pending> pending = new();
    private readonly ReversibleList<ulong> inProgress = new();
    private readonly ReversibleList<ushort> readers = new();
    private readonly ReversibleArray<int> depths = new(512);
    private readonly ReversibleItems<VectorClock> common = new(2);

    /// <summary>The name of the grace period that an event begins or ends.</summary>
    public static ulong KeyOf(in Event item) => item.Operation.Kind switch
    {
        OperationKind.CallRcu => Key(item.Thread, item.Result),
        OperationKind.CallbackBegin => Key(item.Thread.Caller, (ulong)item.Thread.Nth),
        _ => Key(item.Thread, 0),
    };

    /// <summary>A thread enters a section: it has seen what came before every grace period that is over.
    /// </summary>
    public void Enter(ThreadName thread, VectorClock now)
    {
        if (depths.Change(thread.Number)++ == 0)
        {
            readers.Change().Add(thread.Number);
            Show(now);
        }
    }

    /// <summary>A thread leaves a section.</summary>
    public void Leave(ThreadName thread, VectorClock now)
    {
        if (--depths.Change(thread.Number) != 0)
        {
            return;
        }

        ushort number = thread.Number;
        readers.Change().Remove(number);
        common.Change(1).Join(now);
        foreach (ulong key in inProgress.Items)
        {
            if (pending.Find(key)!.Readers.Contains(number))
            {
                var period = pending.Change(key);
                period.Readers.Remove(number);
                period.Left.Join(now);
            }
        }
    }

    /// <summary>A grace period begins.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="now">What comes before it.</param>
    public void Begin(ulong key, VectorClock now)
    {
        inProgress.Change().Add(key);
        var period = pending.Change(key);
        period.Begun.CopyFrom(now);
        period.Left.CopyFrom(common.Find(1));
        period.Readers.Clear();
        period.Readers.AddRange(readers.Items);
    }

    /// <summary>A grace period is over: who waited has seen every section that it waited for.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="now">What comes before whatever the waiter does next.</param>
    /// <param name="isCallback">True if another thread began it.</param>
    /// <returns>The threads in sections, all of which began after the grace period.</returns>
    public ReadOnlySpan<ushort> End(ulong key, VectorClock now, bool isCallback)
    {
        if (!inProgress.Change().Remove(key))
        {
            return [];
        }

        var period = pending.Find(key)!;
        now.Join(period.Left);
        if (isCallback)
        {
            now.Join(period.Begun);
        }

        common.Change(0).Join(period.Begun);
        return readers.Items;
    }

    /// <summary>Something has seen what came before every grace period that is over.</summary>
    public void Show(VectorClock now)
    {
        if (common.Find(0) is { } over)
        {
            now.Join(over);
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        pending.Mark();
        inProgress.Mark();
        readers.Mark();
        depths.Mark();
        common.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        pending.BackTo(mark);
        inProgress.BackTo(mark);
        readers.BackTo(mark);
        depths.BackTo(mark);
        common.BackTo(mark);
    }

    private static ulong Key(ThreadName thread, ulong nth) => ((ulong)thread.Number << 32) | nth;

    /// <summary>A grace period in progress.</summary>
    private sealed class Pending : Versioned<Pending>
    {
        /// <summary>What came before it began.</summary>
        public VectorClock Begun { get; } = new();

        /// <summary>What came before the end of each section that it waits for, as far as they are left.
        /// </summary>
        public VectorClock Left { get; } = new();

        /// <summary>The threads in sections that it still waits for.</summary>
        public List<ushort> Readers { get; } = [];

        /// <inheritdoc/>
        public override void CopyFrom(Pending? other)
        {
            Begun.CopyFrom(other?.Begun);
            Left.CopyFrom(other?.Left);
            Readers.Clear();
            Readers.AddRange(other?.Readers ?? []);
        }
    }
}
