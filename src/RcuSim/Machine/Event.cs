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

    private readonly ThreadName thread;
    private readonly ulong result;
    private readonly int index;
    private readonly EventId source;

    /// <summary>Creates an event of what its members say.</summary>
    internal Event(ThreadName thread, int index, in Operation operation, ulong result) =>
        Write(out this, thread, index, operation, result);

    /// <summary>The thread that asked.</summary>
    public ThreadName Thread => thread;

    /// <summary>What was answered; 0 where nothing is.</summary>
    public ulong Result => result;

    /// <summary>The event's number in its thread, from 0.</summary>
    public int Index => index;

    /// <summary>
    /// For a load or read-modify-write, the store whose value it read; for a store, the store behind which it
    /// stands in the order of its word. Setup, allocating and freeing store too.
    /// </summary>
    /// <remarks>
    /// <see cref="EventId.Latest"/> unless an engine says otherwise: under sequential consistency both are
    /// the last store before the event.
    /// </remarks>
    internal EventId Source => source;

    /// <summary>The event's name.</summary>
    internal EventId Id => new(Thread.Number, Index);

    /// <summary>
    /// True if the event changed the word it names (a failed compare-exchange does not).
    /// </summary>
    public bool Wrote => Operation.MayWrite
        && (Operation.Kind != OperationKind.CompareExchange || Result == Operation.Operand);

    /// <summary>
    /// Makes an event where it is to lie. One that is made elsewhere and copied is written in small parts and
    /// read back at once in large ones, for which the processor has to wait.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write(
        out Event item, ThreadName thread, int index, in Operation operation, ulong result)
    {
        Unsafe.SkipInit(out item);
        Unsafe.AsRef(in item.Operation) = operation;
        Unsafe.AsRef(in item.thread) = thread;
        Unsafe.AsRef(in item.index) = index;
        Unsafe.AsRef(in item.result) = result;
        Unsafe.AsRef(in item.source) = EventId.Latest;
    }
}
