namespace RcuSim.History;

/// <summary>How a thread stands to the read-side critical sections of a domain.</summary>
/// <param name="Depth">How many are open, one inside the other.</param>
/// <param name="Since">
/// The log position at which the outermost was opened; valid if <paramref name="Depth"/> is above 0.
/// </param>
/// <param name="Number">How many outermost ones have closed; the number of the one it is in.</param>
internal readonly record struct SectionState(int Depth, int Since, int Number);
