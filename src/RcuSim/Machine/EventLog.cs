using System.Runtime.CompilerServices;

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

    /// <summary>
    /// Makes an event where it will lie once it is added, so that it need not be copied; valid until the next
    /// change.
    /// </summary>
    internal ref readonly Event Draft(ThreadName thread, int index, in Operation operation, ulong result)
    {
        ref var draft = ref Next();
        Event.Write(out draft, thread, index, operation, result);
        return ref draft;
    }

    /// <summary>Adds an event; the reference is valid until the next change.</summary>
    internal ref readonly Event Append(in Event item)
    {
        ref var added = ref Next();
        if (!Unsafe.AreSame(in added, in item))
        {
            added = item;
        }

        Count++;
        return ref added;
    }

    /// <summary>Forgets every event from a position on.</summary>
    internal void Truncate(int count) => Count = Math.Min(Count, count);

    private ref Event Next()
    {
        if (Count == events.Length)
        {
            Array.Resize(ref events, events.Length * 2);
        }

        return ref events[Count];
    }
}
