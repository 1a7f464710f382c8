namespace RcuSim.Replays;

/// <summary>How a violation was found. For people: replay does not need it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Strategy">Its strategy.</param>
/// <param name="Seed">The campaign's seed.</param>
/// <param name="Schedules">How many schedules the campaign had run when it was found, this one
/// included.</param>
public sealed record ReplayOrigin(string Engine, string Strategy, ulong Seed, long Schedules);
