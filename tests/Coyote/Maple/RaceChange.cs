namespace RcuSim.Tests.Coyote.Maple;

/// <summary>A race's change.</summary>
/// <param name="Action">What is done.</param>
/// <param name="First">The lowest index written, or around which readers read.</param>
/// <param name="Last">The highest index, inclusive.</param>
internal sealed record RaceChange(RaceAction Action, ulong First, ulong Last)
{
    public static readonly RaceChange Destroy = new(RaceAction.Destroy, 140, 159);

    public static readonly RaceChange StartOver = Destroy with { Action = RaceAction.StartOver };

    public static readonly RaceChange Copy = new(RaceAction.Copy, 140, 159);

    public static readonly RaceChange Rework = new(RaceAction.Rework, 343, 346) { ReadsCopy = true };

    /// <summary>Where the readers read, if not around the range.</summary>
    public ulong? ReadsAt { get; init; }

    /// <summary>True if the readers read the copy.</summary>
    public bool ReadsCopy { get; init; }
}
