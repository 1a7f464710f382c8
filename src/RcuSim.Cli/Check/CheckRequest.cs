namespace RcuSim.Cli;

/// <summary>What <c>check</c> was asked to do, with every name resolved and every number in bounds.</summary>
/// <param name="Subject">What to check.</param>
/// <param name="Efforts">What each engine is to do, in the order in which they run.</param>
/// <param name="Seed">Decides every schedule.</param>
/// <param name="Folder">Where a replay file goes.</param>
internal sealed record CheckRequest(
    Subject Subject, IReadOnlyList<Effort> Efforts, ulong Seed, string Folder)
{
    /// <summary>The words that say what to check.</summary>
    public IReadOnlyList<string> SubjectWords { get; init; } = [];
}
