namespace RcuSim.Machine;

/// <summary>
/// A bug planted on purpose in the native machine's own synchronisation: the control of a test, which must
/// then fail.
/// </summary>
internal enum NativeBug
{
    /// <summary>None.</summary>
    None,

    /// <summary>Every grace period ends at once.</summary>
    SkipsGracePeriods,

    /// <summary>
    /// A caller that had to wait its turn takes a grace period that had begun before it came for its own.
    /// </summary>
    JoinsGracePeriodUnderWay,

    /// <summary>The pump takes callbacks off the channel when the grace period has ended already.</summary>
    TakesCallbacksAfterGracePeriod,

    /// <summary>
    /// The pump answers all barriers asked for so far when it comes to one of them.
    /// </summary>
    AnswersBarriersTogether,

    /// <summary>The pump ends while callbacks may still queue others.</summary>
    EndsAfterOneBarrier,

    /// <summary>A lock that is handed over to readers goes to the writer behind them too.</summary>
    GrantsWriterBesideReaders,

    /// <summary>
    /// A thread that is about to park says so in the lock's word by a store, not a compare-exchange.
    /// </summary>
    MarksLockByStore,

    /// <summary>
    /// Whoever hands a lock over forgets that others stand behind those who get it.
    /// </summary>
    ForgetsWhoStandsBehind,
}
