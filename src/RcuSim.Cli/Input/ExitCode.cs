namespace RcuSim.Cli;

/// <summary>What the command's exit code says; 0 to 2 are the verdicts.</summary>
internal static class ExitCode
{
    public const int Pass = 0;

    public const int Violation = 1;

    /// <summary>
    /// Interrupted, a bound was reached, nothing was raced, or the scenario itself is wrong.
    /// </summary>
    public const int Inconclusive = 2;

    /// <summary>What was asked for is known but not modelled, or a file has a newer schema.</summary>
    public const int Unsupported = 3;

    /// <summary>The command line or an input file is wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>A fault of RcuSim's own (EX_SOFTWARE).</summary>
    public const int Internal = 70;
}
