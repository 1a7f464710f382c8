namespace RcuSim.Exploration;

/// <summary>What a campaign can say; the numbers are the command's exit codes.</summary>
public enum Verdict
{
    /// <summary>Nothing was found in what was covered.</summary>
    Pass = 0,

    /// <summary>A rule was broken.</summary>
    Violation = 1,

    /// <summary>No rule was broken, but something is missing for a pass: see <see cref="Gap"/>.</summary>
    Inconclusive = 2,
}
