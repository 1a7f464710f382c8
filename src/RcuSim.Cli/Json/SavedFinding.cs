namespace RcuSim.Cli;

/// <summary>A finding on disk.</summary>
/// <param name="File">Its path; null if it could not be written.</param>
/// <param name="Command">What replays it, or finds it again if it could not be written.</param>
/// <param name="Problem">Why it could not be written; else null.</param>
internal sealed record SavedFinding(string? File, string Command, string? Problem);
