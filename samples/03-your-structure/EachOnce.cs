using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Samples.YourStructure;

/// <summary>A rule of the stack's own: what is popped was pushed and not popped since.</summary>
internal sealed class EachOnce : IOracle
{
    private readonly Dictionary<ulong, int> there = [];
    private Dictionary<ulong, int> saved = [];

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    public void Apply(in Event item, int position, SystemState state)
    {
        ulong value = item.Operation.Value;
        if (item.Operation.Site == StackScenario.Pushed.Number)
        {
            there[value] = there.GetValueOrDefault(value) + 1;
        }
        else if (item.Operation.Site == StackScenario.Popped.Number && value != 0)
        {
            there[value] = there.GetValueOrDefault(value) - 1;
            if (there[value] < 0)
            {
                Report($"{item.Thread.Name} pops {value}, which is not on the stack.", position, state);
            }
        }
    }

    public void AtEnd(SystemState state)
    {
        foreach (var (value, count) in there)
        {
            if (count > 0)
            {
                Report($"{value} was pushed and never popped.", state.Log.Count - 1, state);
            }
        }
    }

    public void Save() => saved = new(there);

    public void Restore()
    {
        there.Clear();
        foreach (var (value, count) in saved)
        {
            there.Add(value, count);
        }
    }

    private static void Report(string sentence, int position, SystemState state) =>
        state.Report(new(ViolationKind.Imbalance, sentence, [], position));
}
