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

    /// <summary>Refuses options that have no meaning.</summary>
    /// <exception cref="ArgumentException">One of them has none.</exception>
    internal static void Check(CampaignOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ScenarioRules.Present(options.Engine, nameof(Engine), "a row of EngineCatalogue");
        ScenarioRules.AtLeast(1, options.Schedules, nameof(Schedules));
        if (options.Time <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), $"Time is {options.Time}: expected more than 0");
        }
    }
}
