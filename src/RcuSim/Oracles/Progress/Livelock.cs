using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A loop that promises to get on whatever other threads do does not turn again and again without learning
/// anything: such a thread depends on another to stop, without saying so. In the kernel it would spin, with
/// preemption off for ever.
/// </summary>
/// <remarks>
/// A word that another thread changed meanwhile, and changed back, excuses the loop: that thread got on.
/// </remarks>
internal sealed class Livelock : IOracle
{
    /// <summary>How many fruitless turns in a row make a livelock.</summary>
    public const int Turns = 3;

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Retry);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var head = ref step.Event;
        var loops = history.Loops;
        ushort site = head.Operation.Site;
        if (loops.Fruitless(head.Thread, site, step.Position, Turns, out int since) < Turns)
        {
            return null;
        }

        int write = -1;
        foreach (int read in loops.Reads(head.Thread, site, step.Position).ToList())
        {
            write = Math.Max(write, loops.LastDisturbance(read, step.Position));
        }

        return write < since ? Describe(head, step.Position, write, history) : null;
    }

    private static Violation Describe(in Event head, int position, int write, ExecutionHistory history)
    {
        var explanation = new Explanation(history);
        int turn = 0;
        for (int i = position; i >= history.Start && turn < Turns; i--)
        {
            ref readonly var earlier = ref history.Log[i];
            if (earlier.Thread == head.Thread && earlier.Operation.IsSameAs(head.Operation))
            {
                explanation.At(i, $"turn {Turns - turn++} was in vain");
                Saw(explanation, earlier.Thread, i, history);
            }
        }

        if (write >= history.Start && history.Log[write].Thread is var writer && writer != head.Thread)
        {
            explanation.At(write, $"{writer} does this, the last that happens to what the loop reads");
            explanation.Note(position, $"nothing that the loop looks at changes until {writer} continues");
        }

        var site = Site.Find(head.Operation.Site);
        string loop = site?.KernelName ?? site?.Name ?? "a loop";
        return explanation.Proves(
            ViolationKind.Livelock,
            $"{head.Thread} retries {loop} {Turns} times in vain: nothing that it reads changes.",
            position);
    }

    private static void Saw(Explanation explanation, ThreadName thread, int retry, ExecutionHistory history)
    {
        for (int i = retry - 1; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess
                && history.Objects.IsKnown(item.Operation.Address))
            {
                ulong node = SimulatedAddress.Object(item.Operation.Address);
                bool dead = item.Result == node && item.Operation.Address == node;
                explanation.At(i, dead ? $"{AddressName.Object(node, history)} is dead" : "what it saw last");
                return;
            }
        }
    }
}
