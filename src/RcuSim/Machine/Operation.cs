namespace RcuSim.Machine;

/// <summary>
/// What a simulated thread asks of its engine: one event, with all operands as data. See
/// <see cref="OperationKind"/> for the meaning of the operands by kind.
/// </summary>
public readonly struct Operation
{
    /// <summary>What is asked.</summary>
    public OperationKind Kind { get; internal init; }

    /// <summary>The order of an access; of the success case of a compare-exchange.</summary>
    public MemoryOrder Order { get; internal init; }

    /// <summary>The order of a compare-exchange that fails.</summary>
    public MemoryOrder FailureOrder { get; internal init; }

    /// <summary>
    /// A small operand: lock mode, fence kind, comparison (and above it, for an await, the wait mode), cache
    /// number, number of an RCU domain, name of a thread.
    /// </summary>
    public ushort Detail { get; internal init; }

    /// <summary>The number of the <see cref="Machine.Site"/> concerned, or 0.</summary>
    public ushort Site { get; internal init; }

    /// <summary>The address concerned, or 0; for an allocation the first address offered.</summary>
    public ulong Address { get; internal init; }

    /// <summary>The value written, added, copied from, compared with, chosen below, observed.</summary>
    public ulong Value { get; internal init; }

    /// <summary>The expected word, the mask, or the count.</summary>
    public ulong Operand { get; internal init; }

    /// <summary>True for an access to one word of memory.</summary>
    public bool IsWordAccess =>
        Kind is >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await;

    /// <summary>True if the operation may write the word it names.</summary>
    public bool MayWrite => Kind is >= OperationKind.Store and <= OperationKind.Replace;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} at {Address:x} (order {Order}, {FailureOrder}; "
        + $"value {Value:x}, operand {Operand:x}, detail {Detail}, site {Site})";

    /// <summary>The thread that is started or waited for.</summary>
    internal ThreadName Other => ThreadName.At(Detail);

    /// <summary>True for the head of a further turn of a loop.</summary>
    internal bool IsLoopHead => Kind is OperationKind.Retry or OperationKind.Spin;

    /// <summary>How an await compares.</summary>
    internal Comparison Comparison => (Comparison)(Detail & 0xF);

    /// <summary>What a thread does in an await.</summary>
    internal WaitMode WaitMode => (WaitMode)(Detail >> 4);

    /// <summary>The detail of an await.</summary>
    internal static byte Waits(Comparison comparison, WaitMode mode) =>
        (byte)((byte)comparison | ((byte)mode << 4));

    /// <summary>True if another operation asks for the same in every respect.</summary>
    internal bool IsSameAs(in Operation other) =>
        (Kind, Order, FailureOrder, Detail, Site) ==
            (other.Kind, other.Order, other.FailureOrder, other.Detail, other.Site)
        && (Address, Value, Operand) == (other.Address, other.Value, other.Operand);

    /// <summary>What a word that read as a value reads as after the operation, if that writes.</summary>
    internal ulong After(ulong word) => Kind switch
    {
        OperationKind.Add => word + Value,
        OperationKind.Or => word | Value,
        OperationKind.And => word & Value,
        OperationKind.Replace => (word & ~Operand) | (Value & Operand),
        _ => Value,
    };

    /// <summary>True if a word satisfies what an await waits for.</summary>
    internal bool IsSatisfiedBy(ulong word) => Comparison switch
    {
        Comparison.Equal => (word & Operand) == Value,
        Comparison.NotEqual => (word & Operand) != Value,
        Comparison.Below => (word & Operand) < Value,
        _ => (word & Operand) >= Value,
    };
}
