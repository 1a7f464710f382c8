using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>An RCU callback, from its call on.</summary>
/// <param name="Caller">Who queued it.</param>
/// <param name="Nth">Which call of that thread it was, from 1.</param>
/// <param name="QueuedAt">The log position at which it was queued.</param>
internal readonly record struct RcuCallback(ThreadName Caller, int Nth, int QueuedAt)
{
    /// <summary>The function's number.</summary>
    public int Function { get; init; }

    /// <summary>The address that was handed over, or 0.</summary>
    public ulong Retired { get; init; }

    /// <summary>The word that was given with it.</summary>
    public ulong Argument { get; init; }

    /// <summary>The number of the domain whose grace period it waits for.</summary>
    public ushort Domain { get; init; }

    /// <summary>The sections that were open at the call: it waits for these.</summary>
    public IReadOnlyList<ReadSection> Readers { get; init; } = [];

    /// <summary>How many states had been taken at the call.</summary>
    public int States { get; init; }

    /// <summary>The log position at which it began, or -1.</summary>
    public int BeganAt { get; init; } = -1;

    /// <summary>Its own name.</summary>
    public ThreadName Thread => ThreadName.Callback(Caller, Nth);
}
