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
        ushort domain = item.Operation.Detail;
        ulong name = WaitClocks.Name(domain, item.Thread);
        bool isFull = Synchronisation.Of(item.Operation).IsFull;
        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
        switch (item.Operation.Kind)
        {
            case RcuEnter:
                sections.Open(name);
                Show(mine, domain);
                break;
            case RcuLeave:
                sections.Close(name, AllOf(item, mine));
                break;
            case GracePeriodBegin:
                sections.Begin(name, AllOf(item, mine));
                break;
            case GracePeriodEnd:
                EndGracePeriod(mine, name, begunByOther: false);
                break;
            case TakeState:
                sections.Begin(WaitClocks.Shared(domain, item.Result), AllOf(item, mine));
                break;
            case PollState:
                EndGracePeriod(mine, WaitClocks.Shared(domain, item.Operation.Value), begunByOther: true);
                break;
            case CallRcu:
                ulong call = WaitClocks.Name(domain, item.Thread, (int)item.Result);
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
                callbacks.Begin(name, null);
                break;
            default:
                See(mine, callbacks.Of(name).Ended);
                break;
        }

        Pass(item, isFull ? FenceKind.Full : FenceKind.None);
    }

    /// <summary>
    /// A grace period has an order with every section, but which one shows only when it ends: then each
    /// section that it waited for comes before, and its beginning comes before what follows in any section
    /// of the domain open now.
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
        int domain = WaitClocks.DomainOf(name);
        over.Change(domain).Join(begun);
        foreach (ulong section in sections.Opened)
        {
            if (WaitClocks.DomainOf(section) == domain)
            {
                Show(threads.Change(WaitClocks.ThreadOf(section)), domain);
            }
        }
    }

    /// <summary>A section has seen what came before every grace period of its domain that is over.</summary>
    private void Show(ThreadClocks reader, int domain) => See(reader, over.Find(domain));

    private static void See(ThreadClocks mine, VectorClock? clock)
    {
        if (clock is not null)
        {
            mine.Now.Join(clock);
        }
    }

    /// <summary>The name of the call that queued a callback.</summary>
    private static ulong CallOf(in Event item) => item.Thread.IsCallback
        ? WaitClocks.Name(item.Operation.Detail, item.Thread.Caller, item.Thread.Nth)
        : WaitClocks.Name(item.Operation.Detail, item.Thread, (int)item.Operation.Value);

    /// <summary>All that the thread did up to an event, and what came before that.</summary>
    private VectorClock AllOf(in Event item, ThreadClocks mine)
    {
        told.CopyFrom(mine.Now);
        told.Join(mine.Pending);
        told.Set(Number(item.Thread.Number), item.Index + 1);
        return told;
    }
}
