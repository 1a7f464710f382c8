namespace RcuSim.Machine;

/// <content>
/// A thread that is about to park says so in the lock's word by a store: a holder that has come or gone since
/// the word was read is lost.
/// </content>
internal sealed unsafe partial class ParkingLot
{
    private static ulong MarkByStore(ulong* word, ulong seen)
    {
        Volatile.Write(ref *word, seen | NativeSemaphore.Parked);
        return seen;
    }
}
