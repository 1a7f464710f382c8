using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>I4: what is counted up is counted down: every value observed as a balance is 0.</summary>
internal sealed class Balance : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Balance);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (Site.KindOf(item.Operation.Site) != SiteKind.Balance || item.Operation.Value == 0)
        {
            return null;
        }

        var site = Site.Find(item.Operation.Site)!;
        long left = unchecked((long)item.Operation.Value);
        string name = site.KernelName ?? site.Name;
        return new Explanation(history).At(step.Position, "the balance").Proves(
            ViolationKind.Imbalance,
            $"At the end {name} is out of balance by {left}.",
            step.Position);
    }
}
