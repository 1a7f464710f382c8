namespace RcuSim.Machine;

/// <summary>What order travels through from one thread to another, besides fences.</summary>
[Flags]
internal enum SyncChannels : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The word itself, as far as the access's <see cref="MemoryOrder"/> asks for it.</summary>
    Word = 1 << 0,

    /// <summary>The lock, from those who held it exclusively.</summary>
    Writers = 1 << 1,

    /// <summary>The lock, from those who held it with others.</summary>
    Readers = 1 << 2,

    /// <summary>The object, from whoever freed it to whoever reuses it.</summary>
    Object = 1 << 3,

    /// <summary>Read-side critical sections that a grace period waits for, once they were left.</summary>
    Sections = 1 << 4,

    /// <summary>Grace periods: what came before their beginning, once they are over.</summary>
    GracePeriods = 1 << 5,

    /// <summary>The callback, from the call that queued it.</summary>
    Queued = 1 << 6,

    /// <summary>Callbacks that a barrier waits for, once they have run.</summary>
    Done = 1 << 7,

    /// <summary>Threads that have ended.</summary>
    Ended = 1 << 8,

    /// <summary>The thread, from whoever starts it, and from its end to whoever waits for that.</summary>
    Thread = 1 << 9,
}
