namespace RcuSim.Explaining;

/// <summary>What kind of rule was broken. Names are part of the replay format.</summary>
public enum ViolationKind
{
    /// <summary>A word of a freed object was used.</summary>
    UseAfterFree,

    /// <summary>An address that belongs to no object was used.</summary>
    WildAccess,

    /// <summary>An object was freed twice.</summary>
    DoubleFree,

    /// <summary>Something was freed that is no object of that cache.</summary>
    BadFree,

    /// <summary>An object was handed to RCU twice.</summary>
    DoubleCallback,

    /// <summary>An object is left at the end.</summary>
    Leak,

    /// <summary>Threads wait for each other in a cycle.</summary>
    Deadlock,

    /// <summary>A thread retries though nothing has changed.</summary>
    Livelock,

    /// <summary>A lock was released that was not held.</summary>
    LockMisuse,

    /// <summary>Two locks are taken in both orders.</summary>
    LockOrder,

    /// <summary>I1: an observer uses a VMA that is freed, foreign or does not hold its address.</summary>
    EntryValidity,

    /// <summary>I2: a lookup returned what was true at no instant of it.</summary>
    LookupNotLinearizable,

    /// <summary>I2: an iteration skipped or repeated an entry that was there all the time.</summary>
    IterationIncomplete,

    /// <summary>I3: a VMA was changed without the write lock of its own mm.</summary>
    ForeignWrite,

    /// <summary>I4: a count that must balance at the end does not.</summary>
    Imbalance,

    /// <summary>I5: a VMA was freed while in a tree or a reverse map.</summary>
    EarlyRelease,

    /// <summary>I7: a thread sleeps inside a read-side critical section.</summary>
    SleepInSection,

    /// <summary>G8: a tree is walked with neither its lock nor a read-side critical section.</summary>
    UnprotectedWalk,

    /// <summary>G2: a word was read by another thread before it was ever written.</summary>
    UninitialisedRead,

    /// <summary>Readers of a maple node rely on an order that was not asked for.</summary>
    MissingOrder,

    /// <summary>Two threads use a word, one writes it, and nothing puts one before the other.</summary>
    DataRace,

    /// <summary>The code under test threw an exception: a broken invariant of its own.</summary>
    BrokenInvariant,
}
