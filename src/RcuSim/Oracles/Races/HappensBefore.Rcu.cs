using RcuSim.Machine;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Oracles;

/// <content>What read-side critical sections and grace periods order.</content>
internal sealed partial class HappensBefore
{
    private readonly GracePeriodClocks periods = new();
    private readonly VectorClock told = new();

    /// <summary>
    /// A grace period has an order with every section, but which one shows only when it ends: then each
    /// section that it waited for comes before, and its beginning comes before what follows in any section
    /// open now.
    /// </summary>
    private void OrderByGracePeriod(in Event item)
    {
        var mine = Of(item.Thread);
        bool isFull = Synchronisation.Of(item.Operation).IsFull;
        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
        switch (item.Operation.Kind)
        {
            case RcuEnter:
                periods.Enter(item.Thread, mine.Now);
                break;
            case RcuLeave:
                periods.Leave(item.Thread, AllOf(item, mine));
                break;
            case GracePeriodBegin or CallRcu:
                periods.Begin(GracePeriodClocks.KeyOf(item), AllOf(item, mine));
                break;
            default:
                bool isCallback = item.Operation.Kind == CallbackBegin;
                foreach (ushort reader in periods.End(GracePeriodClocks.KeyOf(item), mine.Now, isCallback))
                {
                    periods.Show(threads.Change(reader).Now);
                }

                break;
        }

        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
    }

    /// <summary>All that the thread did up to an event, and what came before that.</summary>
    private VectorClock AllOf(in Event item, ThreadClocks mine)
    {
        told.CopyFrom(mine.Now);
        told.Join(mine.Pending);
        told.Set(Number(item.Thread.Number), item.Index + 1);
        return told;
    }
}
