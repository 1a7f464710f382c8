using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>The words of <c>check</c>, with every name resolved and every number in bounds.</summary>
/// <param name="Request">What to check.</param>
/// <param name="Folder">Where a replay file goes.</param>
/// <param name="SubjectWords">The words that say what to check.</param>
internal sealed record CheckWords(
    CheckRequest Request, string Folder, IReadOnlyList<string> SubjectWords);
