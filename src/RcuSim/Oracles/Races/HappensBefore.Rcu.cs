using RcuSim.History;
using RcuSim.Machine;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Oracles;

/// <content>What read-side critical sections, grace periods, callbacks and barriers order.</content>
internal sealed partial class HappensBefore
{
    private readonly WaitClocks sections = new();
    private readonly WaitClocks callbacks = new();
    private readonly ReversibleItems<VectorClock> over = new(1);
    private readonly VectorClock told = new();

    private void OrderByRcu(in Event item)
    {
        var mine = Of(item.Thread);
        bool isFull = Synchronisation.Of(item.Operation).IsFull;
        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
        switch (item.Operation.Kind)
        {
            case RcuEnter:
                sections.Open(WaitClocks.Name(item.Thread));
                Show(mine);
                break;
            case RcuLeave:
                sections.Close(WaitClocks.Name(item.Thread), AllOf(item, mine));
                break;
            case GracePeriodBegin:
                sections.Begin(WaitClocks.Name(item.Thread), AllOf(item, mine));
                break;
            case GracePeriodEnd:
                EndGracePeriod(mine, WaitClocks.Name(item.Thread), begunByOther: false);
                break;
            case CallRcu:
                ulong call = WaitClocks.Name(item.Thread, (int)item.Result);
                sections.Begin(call, AllOf(item, mine));
                callbacks.Open(call);
                break;
            case CallbackBegin:
                EndGracePeriod(mine, CallOf(item), begunByOther: true);
                break;
            case CallbackEnd:
                callbacks.Close(CallOf(item), AllOf(item, mine));
                break;
            case BarrierBegin:
                callbacks.Begin(WaitClocks.Name(item.Thread), null);
                break;
            default:
                See(mine, callbacks.Of(WaitClocks.Name(item.Thread)).Ended);
                break;
        }

        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
    }

    /// <summary>
    /// A grace period has an order with every section, but which one shows only when it ends: then each
    /// section that it waited for comes before, and its beginning comes before what follows in any section
    /// open now.
    /// </summary>
    private void EndGracePeriod(ThreadClocks mine, ulong name, bool begunByOther)
    {
        var (begun, left) = sections.Of(name);
        if (begun is null)
        {
            return;
        }

        See(mine, left);
        See(mine, begunByOther ? begun : null);
        over.Change(0).Join(begun);
        foreach (ulong section in sections.Opened)
        {
            Show(threads.Change(WaitClocks.ThreadOf(section)));
        }
    }

    /// <summary>A section has seen what came before every grace period that is over.</summary>
    private void Show(ThreadClocks reader) => See(reader, over.Find(0));

    private static void See(ThreadClocks mine, VectorClock? clock)
    {
        if (clock is not null)
        {
            mine.Now.Join(clock);
        }
    }

    /// <summary>The name of the call that queued a callback.</summary>
    private static ulong CallOf(in Event item) => item.Thread.IsCallback
        ? WaitClocks.Name(item.Thread.Caller, item.Thread.Nth)
        : WaitClocks.Name(item.Thread, (int)item.Operation.Value);

    /// <summary>All that the thread did up to an event, and what came before that.</summary>
    private VectorClock AllOf(in Event item, ThreadClocks mine)
    {
        told.CopyFrom(mine.Now);
        told.Join(mine.Pending);
        told.Set(Number(item.Thread.Number), item.Index + 1);
        return told;
    }
}
