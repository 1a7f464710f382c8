namespace RcuSim.Exploration;

/// <summary>What a campaign can say; the numbers are the command's exit codes.</summary>
public enum Verdict
{
    /// <summary>Nothing was found in what was covered.</summary>
    Pass = 0,

    /// <summary>A rule was broken.</summary>
    Violation = 1,

    /// <summary>A bound was reached, or nothing was sampled.</summary>
    Inconclusive = 2,

    /// <summary>What was asked for is not modelled.</summary>
    Unsupported = 3,
}
