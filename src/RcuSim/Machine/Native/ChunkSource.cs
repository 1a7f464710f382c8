using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// Where the slabs of one native system get their chunks: large regions of address space, of which only what
/// is touched costs memory. All goes back at once.
/// </summary>
/// <remarks>
/// On Linux the kernel is asked to back regions with huge pages: a tree of a million entries spans more small
/// pages than a processor can remember, and a first touch then costs one fault in two megabytes instead of
/// one in four kilobytes. Chunks of different slabs may share a huge page, so at most one page is wasted.
/// </remarks>
/// <param name="hugePages">True to ask for huge pages.</param>
internal sealed unsafe partial class ChunkSource(bool hugePages)
{
    private const nuint RegionBytes = 32 << 20;
    private const nuint HugePageBytes = 2 << 20;
    private const int AdviseHugePage = 14;
    private readonly object gate = new();
    private readonly List<nint> regions = [];
    private nuint next;
    private nuint end;

    /// <summary>
    /// Takes a chunk, aligned to its own size up to a huge page; null when there is no memory.
    /// </summary>
    /// <param name="bytes">A power of two of at most a region.</param>
    public void* Take(nuint bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, RegionBytes);
        lock (gate)
        {
            nuint start = (next + bytes - 1) & ~(bytes - 1);
            if (start + bytes > end)
            {
                if (!AddRegion())
                {
                    return null;
                }

                start = next;
            }

            next = start + bytes;
            return (void*)start;
        }
    }

    /// <summary>Gives all regions back.</summary>
    public void Release()
    {
        lock (gate)
        {
            foreach (nint region in regions)
            {
                NativeMemory.AlignedFree((void*)region);
            }

            regions.Clear();
            next = end = 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    private bool AddRegion()
    {
        try
        {
            void* region = NativeMemory.AlignedAlloc(RegionBytes, HugePageBytes);
            regions.Add((nint)region);
            next = (nuint)region;
            end = next + RegionBytes;
            if (hugePages && OperatingSystem.IsLinux())
            {
                // Advice only: where it is refused, small pages do.
                _ = Advise(region, RegionBytes, AdviseHugePage);
            }

            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
