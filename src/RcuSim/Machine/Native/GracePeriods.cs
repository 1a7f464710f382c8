namespace RcuSim.Machine;

/// <summary>
/// The grace periods of one RCU domain: who may have sections open, and waiting until all that are open have
/// closed.
/// </summary>
/// <remarks>
/// <para>Protocol. A reader announces its section in its own word. A grace period takes a barrier on every
/// running thread, looks at each reader's word once, and waits for each section it saw open until that word
/// shows it closed. A section it did not see began after the barrier, so everything stored before the grace
/// period is visible in it. Sections that open later are never waited for: the wait ends even if readers
/// never pause.</para>
/// <para>Grace periods run one at a time. A caller that had to wait its turn may find that a whole one began
/// and ended meanwhile; that one is also its own.</para>
/// <para>Kernel: <c>synchronize_rcu</c>. The barrier: Desnoyers et al., "User-level implementations of
/// read-copy update", 2012.</para>
/// </remarks>
/// <param name="options">How the system behaves.</param>
internal sealed partial class GracePeriods(NativeOptions options)
{
    private readonly object registry = new();
    private readonly object turn = new();
    private EpochReader[] readers = [];
    private long started;
    private long completed;

    /// <summary>How many grace periods have ended.</summary>
    public long Completed => Volatile.Read(ref completed);

    /// <summary>Adds a reader; its sections count from now on.</summary>
    public EpochReader Register()
    {
        var reader = new EpochReader();
        lock (registry)
        {
            // (E) Publishes the reader's place before its first section; pairs with (F) in Synchronize,
            // after which the list is read. Moved into that section, a grace period could overlook it.
            Volatile.Write(ref readers, [.. readers, reader]);
            Interlocked.MemoryBarrier();
        }

        return reader;
    }

    /// <summary>Takes a reader off that has no section open and will open none.</summary>
    public void Unregister(EpochReader reader)
    {
        lock (registry)
        {
            Volatile.Write(ref readers, Array.FindAll(readers, other => !ReferenceEquals(other, reader)));
        }
    }

    /// <summary>A state that stands for now: the number of the first grace period that is yet to begin.
    /// </summary>
    public long State()
    {
        // What the caller unlinked is visible before the number of grace periods is read: one that starts
        // later starts after it.
        Interlocked.MemoryBarrier();
        return FirstOfOwn(Volatile.Read(ref started));
    }

    /// <summary>True if a whole grace period has gone by since a state was taken.</summary>
    public bool IsOver(long state)
    {
        bool isOver = Volatile.Read(ref completed) >= state;
        Interlocked.MemoryBarrier();
        return isOver;
    }

    /// <summary>Waits until every section that is open now has closed. Not from inside a section.</summary>
    public void Synchronize()
    {
        long needed = State();
        lock (turn)
        {
            if (completed >= needed)
            {
                return;
            }

            Volatile.Write(ref started, started + 1);

            // (F) Every thread passes a full fence here; pairs with (C) in EpochReader.Enter and (E) in
            // Register. Without it a section could be open whose announcement is not yet visible, and which
            // does not see what the caller unlinked.
            Interlocked.MemoryBarrierProcessWide();
            WaitForSections(Volatile.Read(ref readers));

            // Reads made in the sections that ended happened before whatever the caller does next, its frees
            // too.
            Interlocked.MemoryBarrier();
            Volatile.Write(ref completed, started);
        }
    }

    /// <summary>The first grace period that begins after the caller came.</summary>
    private long FirstOfOwn(long begun)
    {
        if (options.Acts(NativeBug.JoinsGracePeriodUnderWay))
        {
            return JoinUnderWay(begun);
        }

        return begun + 1;
    }

    /// <summary>Notes which sections are open, then waits for those.</summary>
    private static void WaitForSections(EpochReader[] present)
    {
        foreach (var reader in present)
        {
            reader.Note();
        }

        foreach (var reader in present)
        {
            for (int turns = 0; reader.IsNotedOpen();)
            {
                Backoff.Pause(ref turns);
            }
        }
    }
}
