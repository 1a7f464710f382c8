namespace RcuSim.Exploration;

/// <summary>What a saved finding came to when it was run again.</summary>
/// <param name="Finding">The same finding; null if it is no longer the same.</param>
/// <param name="Problem">One line: what is wrong with the file, or the first difference; else empty.</param>
/// <param name="IsUnsupported">True if the file asks for what is understood but not modelled.</param>
public sealed record ReplayResult(Finding? Finding, string Problem, bool IsUnsupported);
