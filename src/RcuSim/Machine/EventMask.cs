namespace RcuSim.Machine;

/// <summary>Sets of event kinds, one bit each.</summary>
public static class EventMask
{
    /// <summary>Every event that may write a word, ranges included.</summary>
    public static readonly ulong Writes = Of(
        OperationKind.Store,
        OperationKind.CompareExchange,
        OperationKind.Add,
        OperationKind.Or,
        OperationKind.And,
        OperationKind.Exchange,
        OperationKind.Replace,
        OperationKind.Copy,
        OperationKind.Fill);

    /// <summary>The set of the given kinds.</summary>
    public static ulong Of(params ReadOnlySpan<OperationKind> kinds)
    {
        ulong mask = 0;
        foreach (var kind in kinds)
        {
            mask |= 1UL << (int)kind;
        }

        return mask;
    }

    /// <summary>True if a set holds a kind.</summary>
    internal static bool Has(ulong mask, OperationKind kind) => (mask >> (int)kind & 1) != 0;
}
