namespace RcuSim.Machine;

/// <summary>
/// A linear log of events. Its storage is reused from one execution to the next; not for use by several
/// threads at once.
/// </summary>
public sealed class EventLog
{
    private Event[] events = new Event[4096];

    /// <summary>Creates a log without events.</summary>
    internal EventLog()
    {
    }

    /// <summary>How many events it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The event at a position, from 0.</summary>
    public ref readonly Event this[int position] => ref events[position];

    /// <summary>All events, in order; valid until the next change.</summary>
    internal ReadOnlySpan<Event> Events => events.AsSpan(0, Count);

    /// <summary>Adds an event; the reference is valid until the next change.</summary>
    internal ref readonly Event Append(in Event item)
    {
        if (Count == events.Length)
        {
            Array.Resize(ref events, events.Length * 2);
        }

        ref var added = ref events[Count++];
        added = item;
        return ref added;
    }

    /// <summary>Forgets every event from a position on.</summary>
    internal void Truncate(int count) => Count = Math.Min(Count, count);
}
