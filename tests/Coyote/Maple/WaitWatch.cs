using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Counts how often a cursor started over where only its writer could help.</summary>
internal sealed class WaitWatch : IOracle
{
    public ulong Kinds => EventMask.Of(OperationKind.Retry);

    public int Seen { get; private set; }

    public void Apply(in Event item, int position, SystemState state) =>
        Seen += AwaitedParent.Of(item.Thread, state).Node != 0 ? 1 : 0;
}
