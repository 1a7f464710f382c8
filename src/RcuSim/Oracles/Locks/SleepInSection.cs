using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// I7 and G3: nobody does what may block inside a read-side critical section, nor with a spinlock held. It
/// counts whether the operation may block, not whether it did this time.
/// </summary>
internal sealed class SleepInSection : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Lock, OperationKind.Await, OperationKind.GracePeriodBegin, OperationKind.BarrierBegin);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int position = step.Position;
        var protection = history.Protections[item.Thread];
        bool spins = item.Operation.Kind switch
        {
            OperationKind.Lock => (LockMode)item.Operation.Detail == LockMode.Spin,
            OperationKind.Await => item.Operation.WaitMode == WaitMode.Spin,
            _ => false,
        };
        if (spins || (protection.Depth == 0 && protection.Spins == 0))
        {
            return null;
        }

        var explanation = new Explanation(history);
        string where = "inside a read-side critical section";
        if (protection.Depth > 0)
        {
            explanation.At(protection.SectionSince, "the section begins");
        }
        else
        {
            var held = protection.Locks.First(l => l.Mode == LockMode.Spin);
            where = $"with the spinlock {history.Name(held.Address)} held";
            explanation.At(held.Since, "the spinlock is taken");
        }

        return explanation.At(position, "the call that may sleep").Proves(
            ViolationKind.SleepInSection, $"{item.Thread} may sleep {where}.", position);
    }
}
