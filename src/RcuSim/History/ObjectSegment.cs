using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>The records of the objects that one thread took from one cache.</summary>
/// <param name="cache">The cache.</param>
internal sealed class ObjectSegment(SlabCache cache)
{
    private const ulong Offset = 0xFF_FFFF_FFFF;
    private readonly int shift = cache.Shift;

    /// <summary>The cache.</summary>
    public SlabCache Cache => cache;

    /// <summary>The records, by ordinal.</summary>
    public ObjectRecord[] Records { get; private set; } = [];

    /// <summary>Which object of the segment an address lies in.</summary>
    public int Ordinal(ulong address) => (int)((address & Offset) >> shift);

    /// <summary>Makes room for a number of records.</summary>
    public void Reserve(int count)
    {
        if (Records.Length < count)
        {
            var grown = Records;
            Array.Resize(ref grown, Math.Max(count, Math.Max(16, grown.Length * 2)));
            Records = grown;
        }
    }
}
