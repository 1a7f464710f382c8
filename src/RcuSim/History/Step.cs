using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// One event, with what it met and whether it did anything. Valid until the next event is reported.
/// </summary>
public readonly ref struct Step
{
    private readonly ref readonly Event item;

    internal Step(ref readonly Event item, int position)
    {
        this.item = ref item;
        Position = position;
    }

    /// <summary>The event.</summary>
    public ref readonly Event Event => ref item;

    /// <summary>Its place in the log.</summary>
    public int Position { get; }

    /// <summary>
    /// False if the event had no effect: its memory may not be used, or what it gives up was not held.
    /// </summary>
    public bool HasEffect { get; internal init; }

    /// <summary>The word it names, as it was before.</summary>
    public ulong Before { get; internal init; }

    /// <summary>The state before of the object that it uses, frees or retires.</summary>
    public ObjectState StateBefore { get; internal init; }

    /// <summary>True if other threads can reach that object.</summary>
    public bool IsShared { get; internal init; }
}
