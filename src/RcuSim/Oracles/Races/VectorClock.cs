using System.Numerics;
using System.Runtime.Intrinsics;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>
/// How far into each thread something has come: for each thread the number of its events up to which its
/// accesses of each kind come before.
/// </summary>
internal sealed class VectorClock : Versioned<VectorClock>
{
    private const int Stride = 4;
    private static readonly Vector256<int> writes = Vector256.Create(0, -1, 0, 0, 0, -1, 0, 0);

    // Four for each thread, by kind. Always a power of two long, at least eight, so that whole vectors fit.
    private int[] seen = new int[8];

    /// <summary>True if it has seen anything.</summary>
    public bool Any { get; private set; }

    /// <summary>How many events of a thread come before, as far as they are of a kind.</summary>
    public int this[int thread, AccessKind kind]
    {
        get => (thread * Stride) + (int)kind is var slot && slot < seen.Length ? seen[slot] : 0;
        set
        {
            Reserve((thread + 1) * Stride);
            seen[(thread * Stride) + (int)kind] = value;
            Any = true;
        }
    }

    /// <summary>That many events of a thread come before, of all kinds.</summary>
    public void Set(int thread, int events)
    {
        Reserve((thread + 1) * Stride);
        seen.AsSpan(thread * Stride, Stride).Fill(events);
        Any = true;
    }

    /// <summary>Has seen all that another has seen.</summary>
    public void Join(VectorClock other) => Join(other, Vector256<int>.AllBitsSet);

    /// <summary>Has seen all reads that another has seen.</summary>
    public void JoinReads(VectorClock other) => Join(other, ~writes);

    /// <summary>Has seen all writes that another has seen.</summary>
    public void JoinWrites(VectorClock other) => Join(other, writes);

    /// <inheritdoc/>
    public override void CopyFrom(VectorClock? other)
    {
        Clear();
        if (other is { Any: true })
        {
            Reserve(other.seen.Length);
            other.seen.CopyTo(seen, 0);
            Any = true;
        }
    }

    /// <summary>Has seen nothing.</summary>
    public void Clear()
    {
        if (Any)
        {
            Array.Clear(seen);
            Any = false;
        }
    }

    private void Join(VectorClock other, Vector256<int> mask)
    {
        if (!other.Any)
        {
            return;
        }

        Any = true;
        Reserve(other.seen.Length);
        for (int i = 0; i < other.seen.Length; i += Vector256<int>.Count)
        {
            var mine = Vector256.LoadUnsafe(ref seen[0], (nuint)i);
            Vector256.Max(mine, Vector256.LoadUnsafe(ref other.seen[0], (nuint)i) & mask)
                .StoreUnsafe(ref seen[0], (nuint)i);
        }
    }

    /// <summary>Powers of two, so that two clocks that join each other do not outgrow each other.</summary>
    private void Reserve(int length)
    {
        if (seen.Length < length)
        {
            Array.Resize(ref seen, (int)BitOperations.RoundUpToPowerOf2((uint)length));
        }
    }
}
