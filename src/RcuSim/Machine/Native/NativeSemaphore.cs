using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// The native machine's fair read-write semaphore: one word, and a parking lot for those who must wait.
/// Whoever waits is served in order of arrival, neighbouring readers together, and nobody overtakes: once
/// somebody waits, even a reader that could share the lock queues behind.
/// </summary>
/// <remarks>
/// <para>The word: bit 0, a writer holds it; bit 1, somebody is parked; from bit 2 up, the number of readers
/// that hold it. While bit 1 is clear the word changes by compare-exchange alone. Once it is set, only
/// releases change the word without the bucket's monitor, and the release that leaves no holder hands the
/// lock over under it.</para>
/// <para>Kernel: <c>struct rw_semaphore</c>; there a writer may be overtaken for a bounded time, here
/// never.</para>
/// </remarks>
internal static unsafe class NativeSemaphore
{
    /// <summary>A writer holds the lock.</summary>
    internal const ulong Writer = 1;

    /// <summary>At least one thread is parked.</summary>
    internal const ulong Parked = 2;

    /// <summary>One reader.</summary>
    internal const ulong Reader = 4;

    private const int SpinningTurns = 8;

    /// <summary>Takes the lock shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnterRead(ulong* word, NativeThread thread)
    {
        if (!TryEnterRead(word))
        {
            EnterSlowly(word, thread, LockMode.Read);
        }
    }

    /// <summary>Takes the lock exclusively.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnterWrite(ulong* word, NativeThread thread)
    {
        if (!TryEnterWrite(word))
        {
            EnterSlowly(word, thread, LockMode.Write);
        }
    }

    /// <summary>Takes the lock shared if no writer holds it and nobody waits.</summary>
    public static bool TryEnterRead(ulong* word)
    {
        ulong seen = Volatile.Read(ref *word);
        while ((seen & (Writer | Parked)) == 0)
        {
            ulong before = Interlocked.CompareExchange(ref *word, seen + Reader, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Takes the lock exclusively if nobody holds it and nobody waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnterWrite(ulong* word) => Interlocked.CompareExchange(ref *word, Writer, 0) == 0;

    /// <summary>Gives a shared hold back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LeaveRead(ulong* word, NativeThread thread)
    {
        if (Interlocked.Add(ref *word, unchecked(0 - Reader)) == Parked)
        {
            thread.Owner.Parking.HandOver(word, Parked, 0);
        }
    }

    /// <summary>Gives the exclusive hold back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LeaveWrite(ulong* word, NativeThread thread)
    {
        if (Interlocked.CompareExchange(ref *word, 0, Writer) != Writer)
        {
            thread.Owner.Parking.HandOver(word, Writer | Parked, 0);
        }
    }

    /// <summary>
    /// Turns the exclusive hold into a shared one; readers at the head of the queue come in too.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Downgrade(ulong* word, NativeThread thread)
    {
        if (Interlocked.CompareExchange(ref *word, Reader, Writer) != Writer)
        {
            thread.Owner.Parking.HandOver(word, Writer | Parked, Reader);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterSlowly(ulong* word, NativeThread thread, LockMode mode)
    {
        // A short hold is over before a thread could be parked and woken. Spinning stops as soon as somebody
        // waits.
        int spins = thread.Owner.Options.ParkAtOnce ? 0 : SpinningTurns;
        for (int turns = 0; turns < spins && (Volatile.Read(ref *word) & Parked) == 0;)
        {
            Backoff.Pause(ref turns);
            if (mode is LockMode.Read ? TryEnterRead(word) : TryEnterWrite(word))
            {
                return;
            }
        }

        thread.Owner.Parking.Enter(word, mode, thread.Waiter);
    }
}
