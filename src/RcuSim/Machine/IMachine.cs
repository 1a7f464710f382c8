namespace RcuSim.Machine;

/// <summary>
/// The only way in which algorithm code touches shared memory or the outside world. Implemented by structs:
/// the native machine for speed, <see cref="TracedMachine"/> for exploration.
/// </summary>
/// <remarks>
/// Nine rules bind callers, so that any engine can stand behind (docs/machine.md): words are 64 bits and
/// aligned; an order is named at every access and is a constant at the call site; no reference into shared
/// memory escapes; blocking is declarative; a loop that may go on for ever calls <see cref="Retry"/> or
/// <see cref="Spin"/> at the head of each turn but the first; a body depends on nothing but the values
/// returned here.
/// </remarks>
public interface IMachine
{
    /// <summary>
    /// True if something is broken on purpose; fixed for a run. Constant false on the native machine, so that
    /// the wrong code costs nothing there.
    /// </summary>
    /// <param name="number">The bug's number, from 0.</param>
    bool HasBug(int number);

    /// <summary>Reads the word at an address.</summary>
    ulong Load(ulong address, MemoryOrder order);

    /// <summary>Writes the word at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="value">The value.</param>
    /// <param name="order">The order.</param>
    /// <param name="place">
    /// Which of several stores to that word this is, if their orders serve different purposes.
    /// </param>
    void Store(ulong address, ulong value, MemoryOrder order, Site? place = null);

    /// <summary>Writes <paramref name="desired"/> if the word equals <paramref name="expected"/>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="expected">What the word has to be: before what is written, other than for
    /// <see cref="Interlocked"/>.</param>
    /// <param name="desired">What is written.</param>
    /// <param name="success">The order if it is written.</param>
    /// <param name="failure">The order of the read if it is not: one that a load can have.</param>
    /// <returns>The word before; the exchange happened if it equals <paramref name="expected"/>.</returns>
    ulong CompareExchange(
        ulong address, ulong expected, ulong desired, MemoryOrder success, MemoryOrder failure);

    /// <summary>Adds to the word, wrapping; returns the word before.</summary>
    /// <param name="address">The address.</param>
    /// <param name="value">What is added.</param>
    /// <param name="order">The order.</param>
    /// <param name="place">As for <see cref="Store"/>.</param>
    ulong Add(ulong address, ulong value, MemoryOrder order, Site? place = null);

    /// <summary>Sets bits; returns the word before.</summary>
    ulong Or(ulong address, ulong bits, MemoryOrder order);

    /// <summary>Keeps only the given bits; returns the word before.</summary>
    ulong And(ulong address, ulong bits, MemoryOrder order);

    /// <summary>Replaces the word; returns the word before.</summary>
    ulong Exchange(ulong address, ulong value, MemoryOrder order);

    /// <summary>Replaces the bits under a mask (a field smaller than a word); returns the word
    /// before.</summary>
    ulong Replace(ulong address, ulong mask, ulong value, MemoryOrder order);

    /// <summary>A memory barrier.</summary>
    void Fence(FenceKind kind);

    /// <summary>
    /// Searches consecutive words upward for the first that is at least <paramref name="key"/>; words above
    /// it are not read when traced.
    /// </summary>
    /// <returns>Its offset from <paramref name="address"/> in words, or <paramref name="count"/>.</returns>
    int FindAtLeast(ulong address, int count, ulong key, MemoryOrder order);

    /// <summary>Copies whole words between or within objects, plainly; one event. The areas may
    /// overlap.</summary>
    void Copy(ulong destination, ulong source, int words);

    /// <summary>Sets words to one value, plainly; one event.</summary>
    void Fill(ulong address, ulong value, int words);

    /// <summary>Takes one object from a cache. Its contents are undefined unless the cache is
    /// type-stable.</summary>
    /// <returns>Its address, or 0 when there is no memory.</returns>
    ulong Allocate(SlabCache cache);

    /// <summary>Takes as many objects as the span is long: all or none.</summary>
    /// <returns>False when there is no memory; nothing was taken then.</returns>
    bool AllocateBatch(SlabCache cache, Span<ulong> addresses);

    /// <summary>Gives an object back at once.</summary>
    void Free(SlabCache cache, ulong address);

    /// <summary>Blocks until the word under a mask compares as asked, then reads it.</summary>
    /// <param name="address">The word's address.</param>
    /// <param name="mask">The bits that are compared.</param>
    /// <param name="comparison">How they are compared.</param>
    /// <param name="constant">What with.</param>
    /// <param name="mode">Whether the thread sleeps meanwhile, or spins.</param>
    /// <param name="order">The order of the read: one that a load can have.</param>
    /// <returns>The whole word.</returns>
    /// <remarks>To wait for two words, or for anything else, write a loop whose head is a <see cref="Spin"/>.
    /// </remarks>
    ulong Await(
        ulong address,
        ulong mask,
        Comparison comparison,
        ulong constant,
        WaitMode mode,
        MemoryOrder order);

    /// <summary>Takes the lock at an address, waiting for it.</summary>
    void Lock(ulong address, LockMode mode);

    /// <summary>Takes the lock at an address if that needs no waiting.</summary>
    bool TryLock(ulong address, LockMode mode);

    /// <summary>Gives the lock at an address back.</summary>
    void Unlock(ulong address, LockMode mode);

    /// <summary>Turns a write hold into a read hold without letting another writer in between.</summary>
    void Downgrade(ulong address);

    /// <summary>Opens a read-side critical section; sections nest.</summary>
    /// <param name="domain">
    /// Whose; null for RCU itself. In the sections of a domain a thread may sleep.
    /// </param>
    void RcuEnter(RcuDomain? domain = null);

    /// <summary>Closes the innermost read-side critical section.</summary>
    /// <param name="domain">Whose; null for RCU itself.</param>
    void RcuLeave(RcuDomain? domain = null);

    /// <summary>Waits until every read-side critical section open now has closed.</summary>
    /// <param name="domain">Whose; null for RCU itself.</param>
    void Synchronize(RcuDomain? domain = null);

    /// <summary>
    /// Takes the state of grace periods, so as to ask later whether one has gone by since. Never waits.
    /// </summary>
    /// <param name="start">
    /// True to have one started; without that, a loop that polls may wait for ever.
    /// </param>
    /// <param name="domain">Whose; null for those of RCU itself.</param>
    /// <returns>The state, never 0. A 0 stands for a state so long ago that a grace period has gone by.
    /// </returns>
    ulong TakeRcuState(bool start, RcuDomain? domain = null);

    /// <summary>True if a whole grace period has gone by since a state was taken. Never waits.</summary>
    /// <param name="state">The state.</param>
    /// <param name="domain">Whose; null for those of RCU itself.</param>
    bool PollRcuState(ulong state, RcuDomain? domain = null);

    /// <summary>Waits for a grace period, unless one has gone by since a state was taken.</summary>
    /// <param name="state">The state.</param>
    /// <param name="domain">Whose; null for those of RCU itself.</param>
    void CondSynchronize(ulong state, RcuDomain? domain = null);

    /// <summary>Has a function run after a grace period.</summary>
    /// <param name="function">The function's number, known to the callback runner.</param>
    /// <param name="retired">
    /// The address of the object, or of a word in it, that is handed over until the function runs; 0 for
    /// none.
    /// </param>
    /// <param name="argument">Any word more that the function is given.</param>
    /// <param name="domain">Whose grace period; null for one of RCU itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The function's number is less than 1.</exception>
    void CallRcu(int function, ulong retired, ulong argument = 0, RcuDomain? domain = null);

    /// <summary>Gives an object back after a grace period.</summary>
    /// <param name="cache">Its cache.</param>
    /// <param name="address">Its address.</param>
    /// <param name="domain">Whose grace period; null for one of RCU itself.</param>
    void FreeRcu(SlabCache cache, ulong address, RcuDomain? domain = null);

    /// <summary>Waits until every callback queued before has run.</summary>
    /// <param name="domain">Whose callbacks; null for those of RCU itself.</param>
    void RcuBarrier(RcuDomain? domain = null);

    /// <summary>
    /// Has another thread of the scenario begin. What the caller did before comes before all that it does.
    /// </summary>
    /// <param name="thread">Its label, one of those that the scenario says are started later.</param>
    /// <exception cref="ArgumentException">There is no such thread.</exception>
    void Start(string thread);

    /// <summary>
    /// Waits until another thread of the scenario has ended. All that it did comes before what the caller
    /// does next. Several may wait for one; none has to.
    /// </summary>
    /// <param name="thread">Its label.</param>
    /// <exception cref="ArgumentException">There is no such thread.</exception>
    void Join(string thread);

    /// <summary>A free choice.</summary>
    /// <returns>A number below <paramref name="count"/>; natively always 0.</returns>
    ulong Choose(Site site, ulong count);

    /// <summary>Asks whether the failure planned for this place happens now; natively never.</summary>
    bool Fails(Site site);

    /// <summary>A body's only output. Costs nothing natively.</summary>
    void Observe(Site key, ulong value);

    /// <summary>
    /// The head of a further turn of a loop that gets on whatever other threads do: a lock-free
    /// compare-exchange, a walk that starts over.
    /// </summary>
    /// <param name="site">Which loop; no other loop has the same.</param>
    /// <remarks>
    /// A turn is fruitless if it asked for exactly the operations of the turn before, was answered exactly as
    /// then, and changed nothing. Three fruitless turns in a row are a livelock.
    /// </remarks>
    void Retry(Site site);

    /// <summary>
    /// The head of a further turn of a loop that waits for another thread by design, without sleeping: for a
    /// lock word, for a flag, for a writer that is half-way through. Allowed in a read-side critical section
    /// and with a spinlock held.
    /// </summary>
    /// <param name="site">Which loop; no other loop has the same.</param>
    /// <remarks>
    /// After a fruitless turn (see <see cref="Retry"/>) the simulator holds the thread until some operation
    /// of that turn would be answered differently. So nothing but answers may lead out of the loop: one that
    /// counts its turns and gives up has neither head, or observes its count. Natively a short pause.
    /// </remarks>
    void Spin(Site site);
}
