using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// I7 and G3: nobody does what may block inside a read-side critical section, nor with a spinlock held. It
/// counts whether the operation may block, not whether it did this time. In the sections of an RCU domain one
/// may sleep, but not wait for them.
/// </summary>
internal sealed class SleepInSection : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Lock,
        OperationKind.Await,
        OperationKind.Join,
        OperationKind.GracePeriodBegin,
        OperationKind.PollState,
        OperationKind.BarrierBegin);

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
            OperationKind.PollState => item.Operation.Operand == 0,
            _ => false,
        };
        if (spins || (protection.Depth == 0 && protection.Spins == 0))
        {
            return spins ? null : OwnSection(step, protection, history);
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

    private static Violation? OwnSection(in Step step, Protection protection, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ushort domain = item.Operation.Detail;
        bool waits = item.Operation.Kind
            is OperationKind.GracePeriodBegin or OperationKind.PollState or OperationKind.BarrierBegin;
        return !waits || protection.SectionIn(domain).Depth == 0
            ? null
            : new Explanation(history)
                .At(protection.SectionIn(domain).Since, "the section begins")
                .At(step.Position, "the call that waits for it")
                .Proves(
                    ViolationKind.Deadlock,
                    $"{item.Thread} waits for itself: it is in a section{RcuDomain.Suffix(domain)}.",
                    step.Position);
    }
}
