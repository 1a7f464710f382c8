namespace RcuSim.Machine;

/// <summary>How a native system is to behave; the defaults are for speed.</summary>
public sealed class NativeOptions
{
    /// <summary>
    /// Fills freed objects with <see cref="WordPatterns.Poison"/>, except those of type-stable caches, and
    /// throws when an object is freed twice or was written to while free. Every allocation takes the slow
    /// path.
    /// </summary>
    public bool PoisonOnFree { get; init; }

    /// <summary>
    /// Parks a thread that must wait for a semaphore at once, instead of letting it spin first. For
    /// exploration, from which spinning hides the parking.
    /// </summary>
    internal bool ParkAtOnce { get; init; }

    /// <summary>
    /// Holds callbacks until <see cref="NativeSystem.RunCallbacks"/> asks for them, instead of running them
    /// on a pump. Any thread may queue some, one at a time runs them.
    /// </summary>
    public bool DeferCallbacks { get; init; }

    /// <summary>
    /// Lets callbacks gather for up to a millisecond while few come; on unless switched off. With
    /// <see cref="PoisonOnFree"/> they run as early as they may all the same.
    /// </summary>
    internal bool GatherCallbacks { get; init; } = true;

    /// <summary>Asks the operating system to back objects with huge pages; on unless switched off.</summary>
    public bool HugePages { get; init; } = true;

    /// <summary>The threads that can be started and waited for.</summary>
    internal NativeStarts Starts { get; init; } = new(Roster.None);

    /// <summary>What is wrong on purpose with the system's own synchronisation.</summary>
    internal NativeBug Bug { get; init; }

    /// <summary>True if something is wrong on purpose here.</summary>
    internal bool Acts(NativeBug bug) => Bug == bug;
}
