using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>I4: what is counted up is counted down: every value observed as a balance is 0.</summary>
public sealed class Balance : IOracle
{
    private const int First = 460;
    private const int Last = 469;

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        if (item.Operation.Site is < First or > Last || item.Operation.Value == 0)
        {
            return;
        }

        var site = Site.Find(item.Operation.Site);
        long left = unchecked((long)item.Operation.Value);
        string name = site?.KernelName ?? site?.Name ?? $"{item.Operation.Site}";
        state.Report(new Argument(state).At(position, "the balance").Proves(
            ViolationKind.Imbalance,
            $"At the end {name} is out of balance by {left}.",
            position));
    }
}
