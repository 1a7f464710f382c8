using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Samples.YourStructure;

/// <summary>A rule of the stack's own: what is popped was pushed and not popped since.</summary>
internal sealed class EachOnce : IOracle
{
    /// <summary>The kind of its violations: nothing else makes this stack lose or repeat a value.</summary>
    public static readonly ViolationKind Aba = new("ABA");

    private readonly ReversibleTable<(int Count, int LastMoved)> there = new();

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ulong value = item.Operation.Value;
        there.TryGet(value, out var before);
        if (item.Operation.Site == StackScenario.Pushed.Number)
        {
            there.Set(value, (before.Count + 1, step.Position));
        }
        else if (item.Operation.Site == StackScenario.Popped.Number && value != 0)
        {
            there.Set(value, (before.Count - 1, step.Position));
            return before.Count > 0 ? null : new Explanation(history)
                .At(before.LastMoved, $"{value} leaves the stack")
                .At(step.Position, $"{value} is popped again, and nobody has pushed it since")
                .Proves(Aba, $"{item.Thread} pops {value}, which is not on the stack.", step.Position);
        }

        return null;
    }

    public Violation? AtEnd(ExecutionHistory history)
    {
        foreach (var (value, left) in there.Items)
        {
            if (left.Count > 0)
            {
                return new Explanation(history).At(left.LastMoved, $"{value} is on the stack from here on")
                    .Proves(Aba, $"{value} was pushed and never popped.", history.Log.Count - 1);
            }
        }

        return null;
    }

    public void Mark() => there.Mark();

    public void BackTo(int mark) => there.BackTo(mark);
}
