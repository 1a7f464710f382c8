using System.Diagnostics.CodeAnalysis;

namespace RcuSim.Exploration;

/// <summary>What to explore, how, and for how long.</summary>
public sealed class CampaignOptions : ExecutionOptions
{
    /// <summary>Creates options.</summary>
    public CampaignOptions()
    {
    }

    /// <summary>Creates options that say of the execution what others say.</summary>
    [SetsRequiredMembers]
    internal CampaignOptions(ExecutionOptions options)
        : base(options)
    {
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; init; } = EngineCatalogue.Baton;

    /// <summary>The name of one of the engine's strategies; null: the first.</summary>
    public string? Strategy { get; init; }

    /// <summary>The most schedules to run.</summary>
    public long Schedules { get; init; } = long.MaxValue;

    /// <summary>The longest time to run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>Decides every schedule.</summary>
    public ulong Seed { get; init; } = 1;
}
