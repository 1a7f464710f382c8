using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RcuSim.Exploration;

/// <summary>
/// Keeps the threads of the operating system that pass one baton on one processor: only one of them runs at a
/// time, and to wake a thread elsewhere costs more than most of what it then does. Now and then their leader
/// may move, so that they leave a processor that others want. It decides nothing but where they run, and
/// does nothing where that cannot be asked for.
/// </summary>
internal sealed partial class HomeCore
{
    private const int Period = 64;
    private const int Leaves = Period - 1;

    private Mask all;
    private bool works;
    private int leader;
    private int core = -1;
    private int executions;

    /// <summary>Called by the leader before each execution. Another thread may have been it before.</summary>
    public void Settle()
    {
        if (leader != Environment.CurrentManagedThreadId)
        {
            leader = Environment.CurrentManagedThreadId;
            executions = 0;
            works = OperatingSystem.IsLinux() && Get(0, Mask.Bytes, ref all) >= 0;
        }

        int turn = executions++ % Period;
        if (works && turn == 0)
        {
            core = Current();
            BindTo(core);
        }
        else if (works && turn == Leaves)
        {
            Leave();
        }
    }

    /// <summary>Called by another thread once it has the baton.</summary>
    /// <param name="home">The processor that it is bound to; -1 if to none.</param>
    /// <returns>The processor that it is bound to now.</returns>
    public int Follow(int home)
    {
        if (works && home != core)
        {
            BindTo(core);
        }

        return core;
    }

    /// <summary>Lets the leader run wherever it could at first; of no effect on another thread.</summary>
    public void Leave()
    {
        if (works && leader == Environment.CurrentManagedThreadId)
        {
            Set(0, Mask.Bytes, all);
        }
    }

    private static void BindTo(int core)
    {
        if (core is >= 0 and < Mask.Bytes * 8)
        {
            var mask = default(Mask);
            mask[core / 64] = 1UL << (core % 64);
            Set(0, Mask.Bytes, mask);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int Current();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int Get(int thread, nint bytes, ref Mask mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int Set(int thread, nint bytes, in Mask mask);

    /// <summary>A bit for each processor.</summary>
    [InlineArray(Bytes / 8)]
    private struct Mask
    {
        public const int Bytes = 128;
        private ulong first;
    }
}
