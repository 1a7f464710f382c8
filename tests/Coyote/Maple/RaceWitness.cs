using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts for each kind of call the executions in which a change became visible in the middle of one: after
/// its first read of the tree and before its last. Apart from them, those in which a call met a dead node and
/// started over, and those in which one call ended before the change and a later one began after it.
/// </summary>
internal sealed class RaceWitness : IOracle
{
    private static readonly int all = Enum.GetValues<ReadCall>().Length;
    private readonly Call[] calls = new Call[all];
    private readonly bool[] raced = new bool[all];
    private readonly bool[] restarted = new bool[all];
    private readonly bool[] around = new bool[all];

    public ulong Kinds => EventMask.Of(
        OperationKind.Observe, OperationKind.Load, OperationKind.Store,
        OperationKind.Retry, OperationKind.Spin);

    public RaceCounts Counts { get; } = new();

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        bool reads = Enum.TryParse<ReadCall>(item.Thread.Label, out var kind);
        switch (item.Operation.Kind)
        {
            case OperationKind.Observe when reads:
                Tell((int)kind, item.Operation.Site);
                break;
            case OperationKind.Load when reads:
                calls[(int)kind].Read();
                raced[(int)kind] |= calls[(int)kind].Published;
                break;
            case OperationKind.Retry or OperationKind.Spin when reads:
                restarted[(int)kind] = true;
                break;
            case OperationKind.Store when item.Operation.Order == MemoryOrder.Publish && !reads
                && item.Thread.Label == "writer" && step.IsShared:
                Publish();
                break;
        }

        return null;
    }

    public Violation? AtEnd(ExecutionHistory history)
    {
        for (int i = 0; i < all; i++)
            Counts.Add((ReadCall)i, raced[i], restarted[i], around[i]);
        return null;
    }

    public void BackTo(int mark)
    {
        Array.Clear(calls);
        Array.Clear(raced);
        Array.Clear(restarted);
        Array.Clear(around);
    }

    private void Publish()
    {
        for (int i = 0; i < all; i++)
        {
            ref var call = ref calls[i];
            call.Published |= call.HasRead;
            call.SawBefore |= call.HasEnded;
        }
    }

    private void Tell(int kind, int site)
    {
        ref var call = ref calls[kind];
        if (site == MapleSpans.ReadTree.Number || site == MapleSpans.FindUp.Number
            || site == MapleSpans.FindDown.Number)
        {
            around[kind] |= call.SawBefore;
            call = new() { Inside = true, SawBefore = call.SawBefore, HasEnded = call.HasEnded };
        }
        else if (site == MapleSpans.ReadValue.Number || site == MapleSpans.FindValue.Number)
        {
            call = new() { HasEnded = true, SawBefore = call.SawBefore };
        }
    }

    private struct Call
    {
        public bool Inside;
        public bool HasEnded;
        public bool SawBefore;
        public bool HasRead;
        public bool Published;

        public void Read() => HasRead |= Inside;
    }
}
