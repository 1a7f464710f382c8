namespace RcuSim.History;

/// <summary>The records of the objects of one size that one thread took.</summary>
internal sealed class ObjectSegment
{
    /// <summary>The records, by ordinal.</summary>
    public ObjectRecord[] Records { get; private set; } = [];

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
