namespace RcuSim.Exploration;

/// <summary>What a saved finding came to when it was run again.</summary>
internal sealed class ReplayResult
{
    /// <summary>Creates the result of a replay.</summary>
    internal ReplayResult(Finding? finding, string problem, bool isUnsupported)
    {
        Finding = finding;
        Problem = problem;
        IsUnsupported = isUnsupported;
    }

    /// <summary>The same finding; null if it is no longer the same.</summary>
    public Finding? Finding { get; }

    /// <summary>One line: what is wrong with the file, or the first difference; else empty.</summary>
    public string Problem { get; }

    /// <summary>True if the file asks for what is understood but not modelled.</summary>
    public bool IsUnsupported { get; }
}
