using System.Runtime.InteropServices;

namespace RcuSim.Exploration;

/// <summary>
/// Lets one thread of the operating system through for each time it was opened. On Linux it is a semaphore of
/// the C library, which sleeps and wakes with one system call each; elsewhere the framework's, whose sleepers
/// have to take a lock once they are awake, from the very thread that woke them.
/// </summary>
internal sealed partial class Gate : IDisposable
{
    /// <summary>No C library's semaphore takes more bytes.</summary>
    private const int SemaphoreBytes = 64;

    private readonly SemaphoreSlim? framework;
    private nint semaphore;

    /// <summary>Creates a closed one.</summary>
    public unsafe Gate()
    {
        if (OperatingSystem.IsLinux())
        {
            semaphore = (nint)NativeMemory.AllocZeroed(SemaphoreBytes);
            if (Initialize(semaphore, 0, 0) == 0)
            {
                return;
            }

            Free();
        }

        framework = new(0);
    }

    /// <summary>Opens it for one thread.</summary>
    public void Open()
    {
        if (framework is null)
        {
            Post(semaphore);
        }
        else
        {
            framework.Release();
        }
    }

    /// <summary>Waits until it is open, and closes it behind the caller.</summary>
    public void Pass()
    {
        if (framework is null)
        {
            // A signal may wake a sleeper for nothing.
            while (Wait(semaphore) != 0)
            {
            }
        }
        else
        {
            framework.Wait();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        framework?.Dispose();
        if (semaphore != 0)
        {
            Destroy(semaphore);
            Free();
        }
    }

    private unsafe void Free()
    {
        NativeMemory.Free((void*)semaphore);
        semaphore = 0;
    }

    [LibraryImport("libc", EntryPoint = "sem_init")]
    private static partial int Initialize(nint semaphore, int shared, uint value);

    [LibraryImport("libc", EntryPoint = "sem_post")]
    private static partial int Post(nint semaphore);

    [LibraryImport("libc", EntryPoint = "sem_wait")]
    private static partial int Wait(nint semaphore);

    [LibraryImport("libc", EntryPoint = "sem_destroy")]
    private static partial int Destroy(nint semaphore);
}
