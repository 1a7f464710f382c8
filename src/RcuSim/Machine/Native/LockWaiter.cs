namespace RcuSim.Machine;

/// <summary>One thread's place in the parking lot; used for one wait after another.</summary>
/// <param name="parkAtOnce">True if it sleeps without spinning first.</param>
internal sealed class LockWaiter(bool parkAtOnce)
{
    private const int SpinningTurns = 8;
    private readonly int spins = parkAtOnce ? 0 : SpinningTurns;
    private LockMode mode;
    private bool granted;

    /// <summary>The lock waited for. Guarded by the bucket.</summary>
    public ulong Address { get; private set; }

    /// <summary>Who stands behind. Guarded by the bucket until granted, then the granting thread's.</summary>
    public LockWaiter? Next { get; set; }

    /// <summary>What the hold adds to the lock's word.</summary>
    public ulong Hold => mode is LockMode.Read ? NativeSemaphore.Reader : NativeSemaphore.Writer;

    /// <summary>True if the waiter may hold the lock beside those already in its word.</summary>
    public bool MayJoin(ulong state) =>
        mode is LockMode.Read ? (state & NativeSemaphore.Writer) == 0 : state == 0;

    /// <summary>Sets the place up for a wait. Under the bucket's monitor.</summary>
    public void Prepare(ulong address, LockMode wanted)
    {
        Address = address;
        mode = wanted;
        Next = null;
        granted = false;
    }

    /// <summary>Waits for the grant: briefly spinning, then asleep.</summary>
    public void Park()
    {
        for (int turns = 0; turns < spins; Backoff.Pause(ref turns))
        {
            // (B) Sees the grant; pairs with (A) in ParkingLot.HandOver, whose store of the word comes before
            // it.
            if (Volatile.Read(ref granted))
            {
                return;
            }
        }

        lock (this)
        {
            while (!granted)
            {
                Monitor.Wait(this);
            }
        }
    }

    /// <summary>
    /// Ends the wait. The waiter may use the place again at once: nothing of it is read after this.
    /// </summary>
    public void Grant()
    {
        lock (this)
        {
            Volatile.Write(ref granted, true);
            Monitor.Pulse(this);
        }
    }
}
