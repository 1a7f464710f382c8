using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Samples.YourStructure;

/// <summary>A rule of the stack's own: what is popped was pushed and not popped since.</summary>
internal sealed class EachOnce : IOracle
{
    private readonly ReversibleTable<int> there = new();

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ulong value = item.Operation.Value;
        there.TryGet(value, out int count);
        if (item.Operation.Site == StackScenario.Pushed.Number)
        {
            there.Set(value, count + 1);
        }
        else if (item.Operation.Site == StackScenario.Popped.Number && value != 0)
        {
            there.Set(value, count - 1);
            return count > 0
                ? null
                : Violate($"{item.Thread} pops {value}, which is not on the stack.", step.Position);
        }

        return null;
    }

    public Violation? AtEnd(ExecutionHistory history)
    {
        foreach (var (value, count) in there.Items)
        {
            if (count > 0)
            {
                return Violate($"{value} was pushed and never popped.", history.Log.Count - 1);
            }
        }

        return null;
    }

    public void Mark() => there.Mark();

    public void BackTo(int mark) => there.BackTo(mark);

    private static Violation Violate(string sentence, int position) =>
        new(ViolationKind.Imbalance, sentence, [], position);
}
