using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>The native machine's spinlock: one word, 0 when free.</summary>
/// <remarks>Kernel: <c>spin_lock</c>; not queued, so not fair.</remarks>
internal static class NativeSpinLock
{
    /// <summary>Takes the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(ref ulong word)
    {
        if (!TryEnter(ref word))
        {
            EnterContended(ref word);
        }
    }

    /// <summary>Takes the lock if it is free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnter(ref ulong word) => Interlocked.CompareExchange(ref word, 1, 0) == 0;

    /// <summary>Releases the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(ref ulong word) => Volatile.Write(ref word, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterContended(ref ulong word)
    {
        int turns = 0;
        do
        {
            Backoff.Pause(ref turns);
        }
        while (Volatile.Read(ref word) != 0 || !TryEnter(ref word));
    }
}
