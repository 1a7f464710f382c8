using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// All memory of one cache in one native system: chunks from which objects are carved in address order, and
/// the free objects that no thread's magazine holds. Threads come here for a batch at a time.
/// </summary>
/// <remarks>
/// Overhead: 8 bytes for each free object that lies here, nothing for an object in use. Chunks go back when
/// the system is disposed.
/// </remarks>
/// <param name="cache">The cache whose objects these are.</param>
/// <param name="poison">True to fill new chunks with poison.</param>
internal sealed unsafe class NativeSlab(SlabCache cache, bool poison)
{
    private const nuint ChunkBytes = 1 << 20;
    private const nuint PageBytes = 4096;
    private readonly object gate = new();
    private readonly List<nint> chunks = [];
    private readonly AddressStack free = new();
    private readonly ulong stride = 1UL << cache.Shift;
    private ulong next;
    private ulong end;

    /// <summary>Bytes taken from the operating system for objects.</summary>
    public long ReservedBytes
    {
        get
        {
            lock (gate)
            {
                return chunks.Count * (long)ChunkSize;
            }
        }
    }

    private nuint ChunkSize => Math.Max(ChunkBytes, (nuint)stride);

    /// <summary>
    /// Fills the span, from its end to its start, with objects: the last one is the one to use first. All or
    /// none.
    /// </summary>
    /// <returns>False when there is no memory.</returns>
    public bool Take(Span<ulong> objects)
    {
        lock (gate)
        {
            int reused = Math.Min(free.Count, objects.Length);
            free.Pop(objects[(objects.Length - reused)..]);
            for (int i = objects.Length - reused - 1; i >= 0; i--)
            {
                if (next == end && !AddChunk())
                {
                    free.Push(objects[(i + 1)..]);
                    return false;
                }

                objects[i] = next;
                next += stride;
            }

            return true;
        }
    }

    /// <summary>Takes objects back.</summary>
    public void Give(ReadOnlySpan<ulong> objects)
    {
        lock (gate)
        {
            free.Push(objects);
        }
    }

    /// <summary>Gives all memory back; no object may be used any more.</summary>
    public void Release()
    {
        lock (gate)
        {
            foreach (nint chunk in chunks)
            {
                NativeMemory.AlignedFree((void*)chunk);
            }

            chunks.Clear();
            free.Release();
            next = end = 0;
        }
    }

    private bool AddChunk()
    {
        try
        {
            void* chunk = NativeMemory.AlignedAlloc(ChunkSize, PageBytes);
            if (poison)
            {
                new Span<ulong>(chunk, (int)(ChunkSize / sizeof(ulong))).Fill(MemoryImage.Poison);
            }

            chunks.Add((nint)chunk);
            next = (ulong)chunk;
            end = next + ChunkSize;
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
