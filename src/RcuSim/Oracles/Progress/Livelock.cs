using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A loop does not turn again and again though no other thread has written anything since: such a thread
/// depends on another to stop, without saying so to the scheduler. In the kernel it would spin, with
/// preemption off for ever.
/// </summary>
/// <remarks>
/// A turn does not count while a change is in progress and the word for which the loop waits still reads as
/// it did: there the loop waits for its writer.
/// </remarks>
/// <param name="changes">Which structures are being changed.</param>
internal sealed class Livelock(IPendingWrites changes) : IOracle
{
    /// <summary>How many fruitless turns make a livelock.</summary>
    public const int Turns = 3;

    private readonly ReversibleArray<Loop> loops = new(256);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Retry);

    /// <inheritdoc/>
    public IReadOnlyList<IStepReader> Needs => [changes];

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ref var loop = ref loops.Change(item.Thread.Number);
        int seen = history.ChangesByOthers(item.Thread);
        bool fruitless = loop.Turns > 0 && loop.Site == item.Operation.Site && loop.Seen == seen;
        loop = new(item.Operation.Site, seen, fruitless ? loop.Turns + 1 : 1);
        return loop.Turns >= Turns && !AwaitsWriter(item.Operation, history)
            ? Describe(item, step.Position, history)
            : null;
    }

    /// <inheritdoc/>
    public void Mark() => loops.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => loops.BackTo(mark);

    private bool AwaitsWriter(in Operation retry, ExecutionHistory history) =>
        changes.Any && retry.Address != 0 && history.Memory[retry.Address] == retry.Value;

    private static Violation Describe(in Event item, int position, ExecutionHistory history)
    {
        var explanation = new Explanation(history);
        int turn = 0;
        int i = position;
        for (; i >= history.Start && turn < Turns; i--)
        {
            ref readonly var earlier = ref history.Log[i];
            if (earlier.Thread == item.Thread && earlier.Operation.Kind == OperationKind.Retry)
            {
                explanation.At(i, $"turn {Turns - turn++} was in vain");
                Saw(explanation, earlier.Thread, i, history);
            }
        }

        int write = LastWriteByOther(item.Thread, i, history);
        if (write >= 0)
        {
            var writer = history.Log[write].Thread;
            explanation.At(write, $"{writer} writes this, the last that any other thread does");
            explanation.Note(position, $"nothing that the loop looks at changes until {writer} continues");
        }

        var site = Site.Find(item.Operation.Site);
        string loop = site?.KernelName ?? site?.Name ?? "a loop";
        return explanation.Proves(
            ViolationKind.Livelock,
            $"{item.Thread} retries {loop} {Turns} times though no other thread writes anything.",
            position);
    }

    private static void Saw(Explanation explanation, ThreadName thread, int retry, ExecutionHistory history)
    {
        for (int i = retry - 1; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess
                && SimulatedAddress.IsAddress(item.Operation.Address))
            {
                ulong node = SimulatedAddress.Object(item.Operation.Address);
                bool dead = item.Result == node && item.Operation.Address == node;
                explanation.At(i, dead ? $"{AddressName.Object(node)} is dead" : "what it saw last");
                return;
            }
        }
    }

    private static int LastWriteByOther(ThreadName thread, int before, ExecutionHistory history)
    {
        for (int i = before; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread != thread && item.Wrote && history.Objects.IsShared(item.Operation.Address))
            {
                return i;
            }
        }

        return -1;
    }

    private record struct Loop(ushort Site, int Seen, int Turns);
}
