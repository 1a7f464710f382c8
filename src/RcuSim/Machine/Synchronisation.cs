using static RcuSim.Machine.OperationKind;
using C = RcuSim.Machine.SyncChannels;

namespace RcuSim.Machine;

/// <summary>
/// What a kind of event orders: the one table that the race oracle, the engines and docs/ordering.md read.
/// </summary>
/// <param name="Acquires">Whatever was released there before comes before what follows the event.</param>
/// <param name="Releases">The event, and all that comes before it, is released there.</param>
/// <param name="BlocksOn">What the thread may have to wait for before the event.</param>
/// <param name="IsFull">True if it is also a full fence.</param>
internal readonly record struct Synchronisation(
    SyncChannels Acquires, SyncChannels Releases, SyncChannels BlocksOn = C.None, bool IsFull = false)
{
    private static readonly Synchronisation takeExclusive =
        new(C.Writers | C.Readers, C.None, C.Writers | C.Readers);

    private static readonly Synchronisation takeShared = new(C.Writers, C.None, C.Writers);
    private static readonly Synchronisation[] byKind = Fill();

    /// <summary>What an operation orders, if it succeeds.</summary>
    public static Synchronisation Of(in Operation operation) => operation.Kind switch
    {
        OperationKind.Lock when IsShared(operation) => takeShared,
        TryLock when IsShared(operation) => takeShared with { BlocksOn = C.None },
        Unlock when IsShared(operation) => new(C.None, C.Readers),
        var kind => byKind[(int)kind],
    };

    /// <summary>
    /// The kinds of event for which a thread may have to wait, as an <see cref="EventMask"/>.
    /// </summary>
    public static ulong Blocking { get; } = EventMask.Of(
        [.. Enum.GetValues<OperationKind>().Where(kind => byKind[(int)kind].BlocksOn != C.None)]);

    /// <summary>
    /// The kinds of event that order anything, or say what a later one waits for, as an
    /// <see cref="EventMask"/>.
    /// </summary>
    public static ulong Ordering { get; } = EventMask.Of(Fence, BarrierBegin) | EventMask.Of(
        [.. Enum.GetValues<OperationKind>().Where(kind => Orders(byKind[(int)kind]))]);

    private static bool Orders(in Synchronisation row) =>
        (row.Acquires | row.Releases) != C.None || row.IsFull;

    private static bool IsShared(in Operation operation) => (LockMode)operation.Detail == LockMode.Read;

    private static Synchronisation[] Fill()
    {
        var rows = new Synchronisation[Enum.GetValues<OperationKind>().Length];
        rows[(int)Load] = new(C.Word, C.None);
        rows[(int)Store] = new(C.None, C.Word);
        for (var kind = CompareExchange; kind <= Replace; kind++)
        {
            rows[(int)kind] = new(C.Word, C.Word);
        }

        rows[(int)Await] = new(C.Word, C.None, C.Word);
        rows[(int)Reuse] = new(C.Object, C.None, C.Object);
        rows[(int)Free] = new(C.None, C.Object);
        rows[(int)OperationKind.Lock] = takeExclusive;
        rows[(int)TryLock] = takeExclusive with { BlocksOn = C.None };
        rows[(int)Unlock] = new(C.None, C.Writers);
        rows[(int)Downgrade] = new(C.None, C.Writers);
        rows[(int)RcuEnter] = new(C.GracePeriods, C.None);
        rows[(int)RcuLeave] = new(C.None, C.Sections);
        rows[(int)GracePeriodBegin] = new(C.None, C.GracePeriods, IsFull: true);
        rows[(int)GracePeriodEnd] = new(C.Sections, C.None, C.Sections, IsFull: true);
        rows[(int)TakeState] = new(C.None, C.GracePeriods, IsFull: true);
        rows[(int)PollState] = new(C.GracePeriods | C.Sections, C.None, IsFull: true);
        rows[(int)CallRcu] = new(C.None, C.Queued | C.GracePeriods);
        rows[(int)CallbackBegin] = new(C.Queued | C.Sections, C.None, C.Sections);
        rows[(int)CallbackEnd] = new(C.None, C.Done);
        rows[(int)BarrierEnd] = new(C.Done, C.None, C.Done);
        rows[(int)SpinEnd] = new(C.None, C.None, C.Word | C.Writers | C.Readers);
        rows[(int)Begin] = new(C.Thread, C.None, C.Thread);
        rows[(int)End] = new(C.None, C.Ended | C.Thread);
        rows[(int)Start] = new(C.None, C.Thread);
        rows[(int)Join] = new(C.Thread, C.None, C.Thread);
        rows[(int)JoinActors] = new(C.Ended, C.None, C.Ended);
        return rows;
    }
}
