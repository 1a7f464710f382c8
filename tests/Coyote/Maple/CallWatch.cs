using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Counts the executions in which the calls of reader and writer came out in one way.</summary>
/// <param name="isSo">The way: given the reader's calls and the writer's.</param>
internal sealed class CallWatch(Func<IReadOnlyList<Told>, IReadOnlyList<Told>, bool> isSo)
    : IOracle
{
    public ulong Kinds => 0;

    public int Seen { get; private set; }

    public void Apply(in Event item, int position, SystemState state)
    {
    }

    public void AtEnd(SystemState state)
    {
        var calls = Told.All(state).ToLookup(call => call.Thread);
        Seen += isSo([.. calls["reader"]], [.. calls["writer"]]) ? 1 : 0;
    }
}
