namespace RcuSim.Machine;

/// <summary>
/// One answered operation. It says itself whose it is and which, so that events can be told in any linear
/// order and without the threads that made them.
/// </summary>
/// <param name="thread">The thread that asked.</param>
/// <param name="index">The event's number in that thread, from 0.</param>
/// <param name="operation">What was asked.</param>
/// <param name="result">What was answered; 0 where nothing is.</param>
public readonly struct Event(ThreadName thread, int index, in Operation operation, ulong result)
{
    /// <summary>The thread that asked.</summary>
    public ThreadName Thread { get; } = thread;

    /// <summary>What was asked. A field, so that its parts are read where they lie.</summary>
    public readonly Operation Operation = operation;

    /// <summary>What was answered; 0 where nothing is.</summary>
    public ulong Result { get; } = result;

    /// <summary>The event's number in its thread, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>
    /// For a load or read-modify-write, the store whose value it read; for a store, the store behind which it
    /// stands in the order of its word. Setup, allocating and freeing store too.
    /// </summary>
    /// <remarks>
    /// <see cref="EventId.Latest"/> unless an engine says otherwise: under sequential consistency both are
    /// the last store before the event.
    /// </remarks>
    internal EventId Source { get; init; } = EventId.Latest;

    /// <summary>The event's name.</summary>
    internal EventId Id => new(Thread.Number, Index);

    /// <summary>
    /// True if the event changed the word it names (a failed compare-exchange does not).
    /// </summary>
    public bool Wrote => Operation.MayWrite
        && (Operation.Kind != OperationKind.CompareExchange || Result == Operation.Operand);
}
