namespace RcuSim.Machine;

/// <summary>
/// One answered operation in a linear log. Identified by the thread's name and the index in that thread.
/// </summary>
/// <param name="Thread">The thread that asked.</param>
/// <param name="Index">The event's number in that thread, from 0.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="Result">What was answered; 0 where nothing is.</param>
public readonly record struct Event(SimulatedThread Thread, int Index, Operation Operation, ulong Result)
{
    /// <summary>
    /// True if the event changed the word it names (a failed compare-exchange does not).
    /// </summary>
    public bool Wrote => Operation.MayWrite
        && (Operation.Kind != OperationKind.CompareExchange || Result == Operation.Operand);
}
