namespace RcuSim.Exploration;

/// <summary>What a saved finding came to when it was run again.</summary>
public sealed class ReplayResult(Finding? finding, string problem, bool isUnsupported)
{
    /// <summary>The same finding; null if it is no longer the same.</summary>
    public Finding? Finding { get; } = finding;

    /// <summary>One line: what is wrong with the file, or the first difference; else empty.</summary>
    public string Problem { get; } = problem;

    /// <summary>True if the file asks for what is understood but not modelled.</summary>
    public bool IsUnsupported { get; } = isUnsupported;
}
