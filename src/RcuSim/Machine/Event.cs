using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// One answered operation. It says itself whose it is and which, so that events can be told in any linear
/// order and without the threads that made them.
/// </summary>
public readonly struct Event
{
    /// <summary>What was asked. A field, so that its parts are read where they lie.</summary>
    public readonly Operation Operation;

    /// <summary>Creates an event of what its members say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Event(ThreadName thread, int index, in Operation operation, ulong result)
    {
        Thread = thread;
        Index = index;
        Operation = operation;
        Result = result;
        Source = EventId.Latest;
    }

    /// <summary>The thread that asked.</summary>
    public ThreadName Thread { get; }

    /// <summary>What was answered; 0 where nothing is.</summary>
    public ulong Result { get; }

    /// <summary>The event's number in its thread, from 0.</summary>
    public int Index { get; }

    /// <summary>
    /// For a load or read-modify-write, the store whose value it read; for a store, the store behind which it
    /// stands in the order of its word. Setup, allocating and freeing store too.
    /// </summary>
    /// <remarks>
    /// <see cref="EventId.Latest"/> unless an engine says otherwise: under sequential consistency both are
    /// the last store before the event.
    /// </remarks>
    internal EventId Source { get; init; }

    /// <summary>The event's name.</summary>
    internal EventId Id => new(Thread.Number, Index);

    /// <summary>
    /// True if the event changed the word it names (a failed compare-exchange does not).
    /// </summary>
    public bool Wrote => Operation.MayWrite
        && (Operation.Kind != OperationKind.CompareExchange || Result == Operation.Operand);
}
