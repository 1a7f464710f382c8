using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// One thread's free objects of one cache: a stack of addresses, so that taking and giving need
/// neither a lock nor a look at the object. A cache line each.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal unsafe struct SlabMagazine
{
    /// <summary>How many objects a magazine holds at most.</summary>
    public const int Room = 128;

    /// <summary>How many objects go to or come from the slab at a time.</summary>
    public const int Batch = Room / 2;

    /// <summary>The stack; null until first used.</summary>
    public ulong* Objects;

    /// <summary>
    /// How many objects may be taken without looking further; 0 while the thread goes slowly.
    /// </summary>
    public int Count;

    /// <summary>How many objects fit without looking further; 0 while the thread goes slowly.</summary>
    public int Capacity;

    /// <summary>How many objects are there while the thread goes slowly.</summary>
    public int Hidden;

    /// <summary>How many objects this thread ever took.</summary>
    public long Allocated;

    /// <summary>How many objects this thread ever freed.</summary>
    public long Freed;

    /// <summary>Makes the objects visible to the fast path.</summary>
    public void Show()
    {
        if (Objects is null)
        {
            Objects = (ulong*)NativeMemory.AlignedAlloc(Room * sizeof(ulong), 64);
        }

        if (Capacity == 0)
        {
            Capacity = Room;
            Count = Hidden;
        }
    }

    /// <summary>
    /// Makes the fast path find nothing and no room, so that every call takes the slow path.
    /// </summary>
    public void Hide()
    {
        if (Capacity != 0)
        {
            Hidden = Count;
            Capacity = 0;
            Count = 0;
        }
    }

    /// <summary>The objects in a magazine that is shown.</summary>
    public readonly Span<ulong> Held => new(Objects, Count);
}
