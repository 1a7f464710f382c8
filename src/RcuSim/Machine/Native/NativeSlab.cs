namespace RcuSim.Machine;

/// <summary>
/// All memory of one cache in one native system: chunks from which objects are carved in address order, and
/// the free objects that no thread's magazine holds. Threads come here for a batch at a time.
/// </summary>
/// <remarks>
/// Overhead: 8 bytes for each free object that lies here, nothing for an object in use. Chunks stay until
/// the system is disposed.
/// </remarks>
/// <param name="cache">The cache whose objects these are.</param>
/// <param name="source">Where its chunks come from.</param>
/// <param name="poison">True to fill new chunks with poison.</param>
internal sealed unsafe class NativeSlab(SlabCache cache, ChunkSource source, bool poison)
{
    private const nuint SmallestChunk = 1 << 20;
    private readonly object gate = new();
    private readonly AddressStack free = new();
    private readonly ulong stride = 1UL << cache.Shift;
    private readonly nuint chunkBytes = Math.Max(SmallestChunk, (nuint)1 << cache.Shift);
    private long chunks;
    private ulong next;
    private ulong end;

    /// <summary>The cache.</summary>
    public SlabCache Cache => cache;

    /// <summary>
    /// Bytes of all its chunks, those of them that objects ever took, and those that list free objects.
    /// </summary>
    public (long Reserved, long Used, long Bookkeeping) Bytes
    {
        get
        {
            lock (gate)
            {
                long reserved = chunks * (long)chunkBytes;
                return (reserved, reserved - (long)(end - next), free.Bytes);
            }
        }
    }

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

    /// <summary>Forgets all free objects; none may be used any more.</summary>
    public void Release()
    {
        lock (gate)
        {
            free.Release();
            next = end = 0;
        }
    }

    private bool AddChunk()
    {
        void* chunk = source.Take(chunkBytes);
        if (chunk is null)
        {
            return false;
        }

        if (poison)
        {
            new Span<ulong>(chunk, (int)(chunkBytes / sizeof(ulong))).Fill(WordPatterns.Poison);
        }

        chunks++;
        next = (ulong)chunk;
        end = next + chunkBytes;
        return true;
    }
}
