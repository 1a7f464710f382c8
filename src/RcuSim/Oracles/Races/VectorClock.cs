using System.Runtime.Intrinsics;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>How far into each thread something has seen: for each thread the number of its events that come
/// before.</summary>
internal sealed class VectorClock : Versioned<VectorClock>
{
    // Always a multiple of eight long, so that whole vectors fit.
    private int[] seen = new int[8];

    /// <summary>How many events of a thread come before.</summary>
    public int this[int thread]
    {
        get => thread < seen.Length ? seen[thread] : 0;
        set
        {
            Reserve(thread + 1);
            seen[thread] = value;
        }
    }

    /// <summary>Has seen all that another has seen.</summary>
    public void Join(VectorClock other)
    {
        Reserve(other.seen.Length);
        for (int i = 0; i < other.seen.Length; i += Vector256<int>.Count)
        {
            var mine = Vector256.LoadUnsafe(ref seen[0], (nuint)i);
            Vector256.Max(mine, Vector256.LoadUnsafe(ref other.seen[0], (nuint)i))
                .StoreUnsafe(ref seen[0], (nuint)i);
        }
    }

    /// <inheritdoc/>
    public override void CopyFrom(VectorClock? other)
    {
        Clear();
        if (other is not null)
        {
            Reserve(other.seen.Length);
            other.seen.CopyTo(seen, 0);
        }
    }

    /// <summary>Has seen nothing.</summary>
    public void Clear() => Array.Clear(seen);

    private void Reserve(int threads)
    {
        if (seen.Length < threads)
        {
            Array.Resize(ref seen, (Math.Max(threads, seen.Length * 2) + 7) & ~7);
        }
    }
}
