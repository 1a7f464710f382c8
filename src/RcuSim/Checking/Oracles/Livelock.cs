using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// A loop does not turn again and again though no other thread has written anything since: such a thread
/// depends on another to stop, without saying so to the scheduler. In the kernel it would spin, with
/// preemption off for ever.
/// </summary>
/// <remarks>
/// A turn does not count while a write is under way that has yet to give a node its new parent (<see
/// cref="AwaitedParent"/>): there the real algorithm waits for its writer too.
/// </remarks>
/// <param name="trees">What the trees mean, and which are being changed.</param>
public sealed class Livelock(TreeHistories trees) : IOracle
{
    /// <summary>How many fruitless turns make a livelock.</summary>
    public const int Turns = 3;

    private readonly Loop[] loops = new Loop[256];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Retry);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        ref var loop = ref loops[item.Thread.Name.Number];
        int seen = state.WritesByOthers(item.Thread);
        bool fruitless = loop.Turns > 0 && loop.Site == item.Operation.Site && loop.Seen == seen;
        loop = new(item.Operation.Site, seen, fruitless ? loop.Turns + 1 : 1);
        if (loop.Turns >= Turns && !AwaitsWriter(item.Thread, state))
        {
            state.Report(Describe(item, position, state));
        }
    }

    /// <inheritdoc/>
    public void Restore() => Array.Clear(loops);

    private bool AwaitsWriter(SimulatedThread thread, SystemState state) =>
        trees.IsBeingChanged && AwaitedParent.Of(thread, state).IsStillSo(state);

    private static Violation Describe(in Event item, int position, SystemState state)
    {
        var argument = new Argument(state);
        int turn = 0;
        int i = position;
        for (; i >= state.Start && turn < Turns; i--)
        {
            ref readonly var earlier = ref state.Log[i];
            if (earlier.Thread == item.Thread && earlier.Operation.Kind == OperationKind.Retry)
            {
                argument.At(i, $"turn {Turns - turn++} was in vain");
                Saw(argument, earlier.Thread, i, state);
            }
        }

        int write = LastWriteByOther(item.Thread, i, state);
        if (write >= 0)
        {
            var writer = state.Log[write].Thread;
            argument.At(write, $"{writer.Name} writes this, the last that any other thread does");
            argument.Note(position, $"nothing that the loop looks at changes until {writer.Name} goes on");
        }

        var site = Site.Find(item.Operation.Site);
        string loop = site?.KernelName ?? site?.Name ?? "a loop";
        return argument.Proves(
            ViolationKind.Livelock,
            $"{item.Thread.Name} retries {loop} {Turns} times though no other thread writes anything.",
            position);
    }

    private static void Saw(Argument argument, SimulatedThread thread, int retry, SystemState state)
    {
        for (int i = retry - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess
                && SimulatedAddress.IsAddress(item.Operation.Address))
            {
                ulong node = SimulatedAddress.Object(item.Operation.Address);
                bool dead = item.Result == node && item.Operation.Address == node;
                argument.At(i, dead ? $"{AddressName.Object(node)} is dead" : "what it saw last");
                return;
            }
        }
    }

    private static int LastWriteByOther(SimulatedThread thread, int before, SystemState state)
    {
        for (int i = before; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread != thread && item.Wrote && state.IsShared(item.Operation.Address))
            {
                return i;
            }
        }

        return -1;
    }

    private record struct Loop(ushort Site, int Seen, int Turns);
}
