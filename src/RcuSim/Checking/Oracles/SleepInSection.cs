using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// I7 and G3: nobody does what may block inside a read section, nor with a spinlock held. It counts whether
/// the operation may block, not whether it did this time.
/// </summary>
public sealed class SleepInSection : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(
        OperationKind.Lock, OperationKind.Await, OperationKind.GracePeriodBegin, OperationKind.RcuBarrier);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        var protection = state.Protections[item.Thread];
        bool spins = item.Operation.Kind == OperationKind.Lock
            && (LockMode)item.Operation.Detail == LockMode.Spin;
        if (spins || (protection.Depth == 0 && protection.Spins == 0))
        {
            return;
        }

        var argument = new Argument(state);
        string where = "inside a read section";
        if (protection.Depth > 0)
        {
            argument.At(protection.SectionSince, "the section begins");
        }
        else
        {
            var held = protection.Locks.First(l => l.Mode == LockMode.Spin);
            where = $"with the spinlock {state.Name(held.Address)} held";
            argument.At(held.Since, "the spinlock is taken");
        }

        state.Report(argument.At(position, "the call that may sleep").Proves(
            ViolationKind.SleepInSection, $"{item.Thread.Name} may sleep {where}.", position));
    }
}
