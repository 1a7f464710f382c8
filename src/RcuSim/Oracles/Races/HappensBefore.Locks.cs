using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <content>What a lock orders for those who do not take it.</content>
internal sealed partial class HappensBefore
{
    /// <summary>
    /// Whoever holds the lock next stores after what its holders stored: to all, not only to those who take
    /// the lock too. What a holder has merely seen of others is not among it.
    /// </summary>
    /// <remarks>Kernel: <c>po-unlock-lock-po</c>.</remarks>
    private void HandOver(in Event item, ThreadClocks mine)
    {
        var clock = handed.Change(item.Operation.Address);
        clock.JoinWrites(mine.Carried);
        clock.JoinWrites(mine.Fenced);
        clock.Set(Number(item.Thread.Number), item.Index + 1);
        if (IsSpin(item))
        {
            mine.Left.Join(clock);
        }

        Carry(item, mine);
    }

    /// <summary>
    /// A thread that has left any spinlock stores after what it stored before that, too; of locks that sleep
    /// the model says nothing of the kind.
    /// </summary>
    private void TakeOver(in Event item, ThreadClocks mine)
    {
        if (IsSpin(item))
        {
            mine.Fenced.Join(mine.Left);
        }

        if (handed.Find(item.Operation.Address) is { } clock)
        {
            mine.Fenced.Join(clock);
        }
    }

    private static bool IsSpin(in Event item) => (LockMode)item.Operation.Detail == LockMode.Spin;
}
