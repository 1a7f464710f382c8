namespace RcuSim.Machine;

/// <summary>
/// Stands behind <see cref="TracedMachine"/> and answers every operation. When it answers, in which order and
/// with what, is its whole freedom; what it may not do is answer the same question of a re-run differently.
/// </summary>
internal interface IEngine
{
    /// <summary>
    /// Answers one operation. May block the calling thread first. To abandon a thread it throws
    /// <see cref="ThreadAbandonedException"/>, after which the thread's operations no longer arrive here.
    /// </summary>
    ulong Perform(SimulatedThread thread, in Operation operation);
}
