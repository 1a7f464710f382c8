namespace RcuSim.Exploration;

/// <summary>Whose place a <see cref="ThreadSlot"/> is.</summary>
internal enum SlotKind
{
    /// <summary>An actor's.</summary>
    Actor,

    /// <summary>That of an actor which another one starts.</summary>
    LateActor,

    /// <summary>That of one callback after another.</summary>
    Callback,

    /// <summary>That of the thread which runs after all actors have ended.</summary>
    Teardown,
}
