using RcuSim.Oracles;

namespace RcuSim.Exploration;

/// <summary>What to check, by which engines.</summary>
internal sealed class CheckRequest
{
    /// <summary>What to check.</summary>
    public required Subject Subject { get; init; }

    /// <summary>What each engine is to do, in the order in which they run.</summary>
    public required IReadOnlyList<EnginePlan> Plans { get; init; }

    /// <summary>True if every engine is to run, whatever those before it found.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Decides every schedule.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rules besides the library's and the scenario's; made afresh for each engine.</summary>
    internal Func<IReadOnlyList<IOracle>> Oracles { get; init; } = () => [];
}
