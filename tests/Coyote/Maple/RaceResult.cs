using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>What a race came to.</summary>
/// <param name="Counts">What was raced.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Text">The violation, or nothing.</param>
internal sealed record RaceResult(RaceCounts Counts, Verdict Verdict, string Text);
