namespace RcuSim.Explaining;

/// <summary>
/// What kind of rule was broken: those that the library knows, and whatever kinds the rules of others have.
/// Kinds are equal if their names are.
/// </summary>
/// <remarks>Names are part of the replay format.</remarks>
public sealed class ViolationKind : IEquatable<ViolationKind>
{
    private const int Longest = 64;

    /// <summary>Creates a kind.</summary>
    /// <param name="name">
    /// 1 to 64 letters and digits, a letter first; a rule of one's own should not take a name from here.
    /// </param>
    /// <param name="isLatent">See <see cref="IsLatent"/>.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public ViolationKind(string name, bool isLatent = false)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is no name of a kind of violation", nameof(name));
        }

        Name = name;
        IsLatent = isLatent;
    }

    /// <summary>A word of a freed object was used.</summary>
    public static ViolationKind UseAfterFree { get; } = new(nameof(UseAfterFree));

    /// <summary>An address that belongs to no object was used.</summary>
    public static ViolationKind WildAccess { get; } = new(nameof(WildAccess));

    /// <summary>An object was freed twice.</summary>
    public static ViolationKind DoubleFree { get; } = new(nameof(DoubleFree));

    /// <summary>Something was freed that is no object of that cache.</summary>
    public static ViolationKind BadFree { get; } = new(nameof(BadFree));

    /// <summary>An object was handed to RCU twice.</summary>
    public static ViolationKind DoubleCallback { get; } = new(nameof(DoubleCallback));

    /// <summary>An object is left at the end.</summary>
    public static ViolationKind Leak { get; } = new(nameof(Leak));

    /// <summary>Threads wait for each other in a cycle.</summary>
    public static ViolationKind Deadlock { get; } = new(nameof(Deadlock));

    /// <summary>A thread retries though nothing has changed.</summary>
    public static ViolationKind Livelock { get; } = new(nameof(Livelock));

    /// <summary>A lock was released that was not held.</summary>
    public static ViolationKind LockMisuse { get; } = new(nameof(LockMisuse));

    /// <summary>A thread was started that may not be: a second time, or by one that runs alone.</summary>
    public static ViolationKind ThreadMisuse { get; } = new(nameof(ThreadMisuse));

    /// <summary>An operation was not ended, or ended that was not begun.</summary>
    public static ViolationKind OperationMisuse { get; } = new(nameof(OperationMisuse));

    /// <summary>Two locks are taken in both orders.</summary>
    public static ViolationKind LockOrder { get; } = new(nameof(LockOrder), isLatent: true);

    /// <summary>I1: an observer uses a VMA that is freed, foreign or does not hold its address.</summary>
    public static ViolationKind EntryValidity { get; } = new(nameof(EntryValidity));

    /// <summary>I2: a lookup returned what was true at no instant of it.</summary>
    public static ViolationKind LookupNotLinearizable { get; } = new(nameof(LookupNotLinearizable));

    /// <summary>Operations answered as they would in no order, one after another.</summary>
    public static ViolationKind NotLinearizable { get; } = new(nameof(NotLinearizable));

    /// <summary>I2: an iteration skipped or repeated an entry that was there all the time.</summary>
    public static ViolationKind IterationIncomplete { get; } = new(nameof(IterationIncomplete));

    /// <summary>I3: a VMA was changed without the write lock of its own mm, or without its own.</summary>
    public static ViolationKind ForeignWrite { get; } = new(nameof(ForeignWrite));

    /// <summary>I4: a count that must balance at the end does not.</summary>
    public static ViolationKind Imbalance { get; } = new(nameof(Imbalance));

    /// <summary>
    /// Something was freed while it is in use: a VMA in a tree or a reverse map (I5), an object whose
    /// callback has yet to run (G5).
    /// </summary>
    public static ViolationKind EarlyRelease { get; } = new(nameof(EarlyRelease));

    /// <summary>I7: a thread sleeps inside a read-side critical section.</summary>
    public static ViolationKind SleepInSection { get; } = new(nameof(SleepInSection));

    /// <summary>G8: a tree is walked with neither its lock nor a read-side critical section.</summary>
    public static ViolationKind UnprotectedWalk { get; } = new(nameof(UnprotectedWalk), isLatent: true);

    /// <summary>G2: a word was read by another thread before it was ever written.</summary>
    public static ViolationKind UninitialisedRead { get; } = new(nameof(UninitialisedRead));

    /// <summary>Readers of a maple node rely on an order that was not asked for.</summary>
    public static ViolationKind MissingOrder { get; } = new(nameof(MissingOrder));

    /// <summary>Two threads use a word, one writes it, and nothing puts one before the other.</summary>
    public static ViolationKind DataRace { get; } = new(nameof(DataRace), isLatent: true);

    /// <summary>The code under test threw an exception: a broken invariant of its own.</summary>
    public static ViolationKind BrokenInvariant { get; } = new(nameof(BrokenInvariant));

    /// <summary>The name, for example <c>UseAfterFree</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// True if the rule is broken before any harm is done: a campaign then keeps exploring for a while, since
    /// the harm that comes of it is the better proof.
    /// </summary>
    public bool IsLatent { get; }

    /// <summary>True if both have the same name.</summary>
    public static bool operator ==(ViolationKind? left, ViolationKind? right) => left?.Name == right?.Name;

    /// <summary>True if they have different names.</summary>
    public static bool operator !=(ViolationKind? left, ViolationKind? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(ViolationKind? other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ViolationKind other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>True if a kind may have that name.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= Longest
        && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
