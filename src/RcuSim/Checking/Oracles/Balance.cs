using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>I4: what is counted up is counted down: every value observed as a balance is 0.</summary>
public sealed class Balance : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        if (Site.KindOf(item.Operation.Site) != SiteKind.Balance || item.Operation.Value == 0)
        {
            return;
        }

        var site = Site.Find(item.Operation.Site)!;
        long left = unchecked((long)item.Operation.Value);
        string name = site.KernelName ?? site.Name;
        state.Report(new Argument(state).At(position, "the balance").Proves(
            ViolationKind.Imbalance,
            $"At the end {name} is out of balance by {left}.",
            position));
    }
}
