using RcuSim.Explaining;

namespace RcuSim.Oracles;

/// <summary>
/// What a thread's operation has broken, kept until it ends, so that what comes of it is reported first.
/// </summary>
internal struct HeldBack
{
    /// <summary>What is reported at the end of the operation; null if nothing.</summary>
    public Violation? Violation;
}
