namespace RcuSim.Machine;

/// <summary>The kinds of event a simulated thread can ask of its engine.</summary>
public enum OperationKind : byte
{
    /// <summary>The first event of every thread.</summary>
    Begin,

    /// <summary>The last event of every thread that ran to its end.</summary>
    End,

    /// <summary>Blocks until every actor that has begun, or was started, has ended.</summary>
    JoinActors,

    /// <summary>Has the thread in Detail begin, which waits for that.</summary>
    Start,

    /// <summary>Blocks until the thread in Detail has ended.</summary>
    Join,

    /// <summary>Reads one word.</summary>
    Load,

    /// <summary>Writes one word.</summary>
    Store,

    /// <summary>Writes Value if the word equals Operand; answers the old word.</summary>
    CompareExchange,

    /// <summary>Adds Value; answers the old word.</summary>
    Add,

    /// <summary>Ors Value in; answers the old word.</summary>
    Or,

    /// <summary>Ands with Value; answers the old word.</summary>
    And,

    /// <summary>Replaces the word; answers the old word.</summary>
    Exchange,

    /// <summary>Replaces the bits under the mask in Operand by Value; answers the old word.</summary>
    Replace,

    /// <summary>A memory barrier.</summary>
    Fence,

    /// <summary>
    /// Takes the freed object at Address, of the type-stable cache in Detail, for the allocation that
    /// follows. The engine makes this event on behalf of a thread; a body never asks for it.
    /// </summary>
    Reuse,

    /// <summary>Takes Operand consecutive objects of one cache; answers the first address, or 0.</summary>
    Allocate,

    /// <summary>Gives one object back; its words are poisoned unless the cache is type-stable.</summary>
    Free,

    /// <summary>Copies Operand words from Value to Address, plainly.</summary>
    Copy,

    /// <summary>Fills Operand words with Value, plainly.</summary>
    Fill,

    /// <summary>Blocks until the word under a mask compares as asked; answers the word.</summary>
    Await,

    /// <summary>
    /// Joins the queue of a lock that is not free. The engine makes this event on behalf of a thread whose
    /// <see cref="Lock"/> has to wait; a body never asks for it.
    /// </summary>
    LockWait,

    /// <summary>Takes a lock, waiting for it.</summary>
    Lock,

    /// <summary>Takes a lock if that needs no waiting; answers 1 or 0.</summary>
    TryLock,

    /// <summary>Releases a lock.</summary>
    Unlock,

    /// <summary>Turns a write hold into a read hold.</summary>
    Downgrade,

    /// <summary>
    /// Opens a read-side critical section of the domain in Detail (0: RCU itself); sections nest.
    /// </summary>
    RcuEnter,

    /// <summary>Closes the innermost read-side critical section of the domain in Detail.</summary>
    RcuLeave,

    /// <summary>Starts a grace period of the domain in Detail.</summary>
    GracePeriodBegin,

    /// <summary>Blocks until every section of the domain open at the start has closed.</summary>
    GracePeriodEnd,

    /// <summary>
    /// Takes the state of grace periods of the domain in Detail, and asks for one if Value is 1; answers a
    /// value for <see cref="PollState"/>, never 0.
    /// </summary>
    TakeState,

    /// <summary>
    /// Asks whether a grace period of the domain in Detail has gone by since the state Value was taken;
    /// answers 1 or 0. Operand is 1 if the thread waits for one otherwise.
    /// </summary>
    PollState,

    /// <summary>
    /// Queues function Value with the object at Address and the argument Operand in the domain in Detail;
    /// answers which call of its thread it is, from 1. Function 0 gives the object back to cache Operand.
    /// </summary>
    CallRcu,

    /// <summary>
    /// The first event of a callback: blocks until every section open at its call has closed. Value is 0; a
    /// thread that runs its own callbacks within itself says which: the number of its call. Detail is the
    /// domain.
    /// </summary>
    CallbackBegin,

    /// <summary>The last event of a callback that ran to its end; operands as for its first.</summary>
    CallbackEnd,

    /// <summary>Starts to wait for every callback of the domain in Detail queued so far.</summary>
    BarrierBegin,

    /// <summary>Blocks until every callback queued before the start has run.</summary>
    BarrierEnd,

    /// <summary>A free choice below Value.</summary>
    Choose,

    /// <summary>Asks whether an injected failure happens here; answers 1 or 0.</summary>
    Fail,

    /// <summary>The body's output: a key and a value.</summary>
    Observe,

    /// <summary>The head of a retrying loop, on every turn but the first.</summary>
    Retry,

    /// <summary>
    /// The head of a spinning loop, on every turn but the first; answers 1 after a fruitless turn, else 0.
    /// </summary>
    Spin,

    /// <summary>
    /// Blocks until some operation of the fruitless turn before would be answered differently.
    /// </summary>
    SpinEnd,
}
