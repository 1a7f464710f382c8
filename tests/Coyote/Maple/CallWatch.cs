using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Counts the executions in which the calls of reader and writer came out in one way.</summary>
/// <param name="isSo">The way: given the reader's calls and the writer's.</param>
internal sealed class CallWatch(Func<IReadOnlyList<ReportedCall>, IReadOnlyList<ReportedCall>, bool> isSo)
    : IOracle
{
    public ulong Kinds => 0;

    public int Seen { get; private set; }

    public Violation? Take(in Step step, ExecutionHistory history) => null;

    public Violation? AtEnd(ExecutionHistory history)
    {
        var calls = ReportedCall.All(history).ToLookup(call => call.Thread);
        Seen += isSo([.. calls["reader"]], [.. calls["writer"]]) ? 1 : 0;
        return null;
    }
}
