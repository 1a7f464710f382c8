using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>An engine and its strategies, by name.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Kind">The engine.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Strategies">Its strategies; the first is the default.</param>
internal sealed record EngineInfo(
    string Name, EngineKind Kind, string Summary, IReadOnlyList<StrategyInfo> Strategies)
{
    /// <summary>All engines, in the order in which they run by default.</summary>
    public static IReadOnlyList<EngineInfo> All { get; } =
    [
        new("baton", EngineKind.Baton, "our own: pooled threads that pass one baton",
            [.. BatonStrategy.All.Select(s => new StrategyInfo(s.Name, s.Summary))]),
        new("coyote", EngineKind.Coyote, "Microsoft Coyote",
            [.. CoyoteStrategy.All.Select(s => new StrategyInfo(s.Name, s.Summary))]),
    ];
}
