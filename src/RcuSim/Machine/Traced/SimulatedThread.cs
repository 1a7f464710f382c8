namespace RcuSim.Machine;

/// <summary>
/// The identity of one simulated thread in one execution: its name, how many events it has asked for, and how
/// many objects of each size it has taken. Not shared between threads.
/// </summary>
/// <param name="name">Who it is.</param>
/// <param name="bugs">What is broken on purpose: one bit for each bug's number.</param>
internal sealed class SimulatedThread(ThreadName name, UInt128 bugs = default)
{
    /// <summary>How many bugs can be distinguished; their numbers are below.</summary>
    public const int BugLimit = 128;

    private readonly int[] allocations = new int[SimulatedAddress.Classes];

    /// <summary>Who it is.</summary>
    public ThreadName Name { get; private set; } = name;

    /// <summary>Its place among the threads that its engine runs.</summary>
    public int Place { get; init; }

    /// <summary>Which names of caches and sites are in use in its execution.</summary>
    public NamesInUse Names { get; init; } = new();

    /// <summary>The threads that it can start and wait for.</summary>
    public Roster Roster { get; init; } = Roster.None;

    /// <summary>The engine that answers it.</summary>
    public IEngine? Engine { get; set; }

    /// <summary>The number of its next event.</summary>
    public int NextIndex { get; private set; }

    /// <summary>True once its engine has given it up; its operations then do nothing.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>True if the bug with this number is switched on.</summary>
    public bool HasBug(int number) => (uint)number < BugLimit && ((bugs >> number) & UInt128.One) != 0;

    /// <summary>The name of a thread of its roster.</summary>
    public ThreadName Nth(int place) => ThreadName.Actor(place + 1, Roster[place]);

    /// <summary>Becomes another thread, which has not begun.</summary>
    public void Become(ThreadName other)
    {
        Name = other;
        Restart();
    }

    /// <summary>Resets the thread, for another execution or a re-run.</summary>
    public void Restart()
    {
        NextIndex = 0;
        Abandoned = false;
        Array.Clear(allocations);
    }

    /// <summary>Asks the engine for an event.</summary>
    public ulong Perform(in Operation operation)
    {
        if (Abandoned)
        {
            return 0;
        }

        try
        {
            ulong result = Engine!.Perform(this, operation);
            NextIndex++;
            return result;
        }
        catch (ThreadAbandonedException)
        {
            Abandoned = true;
            throw;
        }
    }

    /// <summary>
    /// Counts an event that the engine made on the thread's behalf: a wait for a lock, a reuse of memory.
    /// </summary>
    public void CountOnBehalf() => NextIndex++;

    /// <summary>
    /// Reserves the addresses of the thread's next allocation from a cache; returns the first, or 0 for a
    /// callback: its engine has to say which.
    /// </summary>
    internal ulong NextAddress(SlabCache cache, int count)
    {
        Names.Admit(cache.Usable());
        if (Name.IsCallback)
        {
            return 0;
        }

        ref int taken = ref allocations[cache.Shift - SlabCache.SmallestShift];
        if (taken > SimulatedAddress.Most(cache) - count)
        {
            throw new InvalidOperationException($"{Name} takes more than {SimulatedAddress.Most(cache):N0} "
                + $"objects as large as those of cache '{cache.Name}'");
        }

        ulong address = SimulatedAddress.Of((byte)Name.Number, cache, taken);
        taken += count;
        return address;
    }
}
