using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>One operation of a thread.</summary>
/// <param name="Thread">Who runs it.</param>
/// <param name="Operation">Which operation.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Begin">The log position at which it began.</param>
/// <param name="End">The log position at which it ended; <see cref="Moment.Never"/> if it has not.</param>
/// <param name="Result">What it answered, once it has ended.</param>
internal readonly record struct Call(
    ThreadName Thread, Site Operation, ulong Argument, int Begin, int End, ulong Result)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Operation} {Argument} by {Thread}";
}
