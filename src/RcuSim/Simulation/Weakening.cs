using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// An order taken away on purpose, as data: which operations are meant. A fence then orders nothing; an
/// access is still whole, but ordered by nothing else.
/// </summary>
internal sealed record Weakening
{
    private Weakening(OperationKind kind) => Kind = kind;

    /// <summary>The kind of operation that is meant.</summary>
    public OperationKind Kind { get; }

    /// <summary>The fields to which the word may belong; none for any, and for fences.</summary>
    public IReadOnlyList<SlabField> Fields { get; private init; } = [];

    /// <summary>The kind of fence.</summary>
    public FenceKind Fence { get; private init; }

    /// <summary>The place of the access; null for any.</summary>
    public Site? Place { get; private init; }

    /// <summary>The order that the access has; it gets <see cref="MemoryOrder.Once"/>.</summary>
    public MemoryOrder Order { get; private init; }

    /// <summary>Accesses to words of some fields.</summary>
    public static Weakening Of(OperationKind kind, MemoryOrder order, params SlabField[] fields) =>
        new(kind) { Order = order, Fields = fields };

    /// <summary>An access at a place.</summary>
    public static Weakening Of(OperationKind kind, MemoryOrder order, Site place) =>
        new(kind) { Order = order, Place = place };

    /// <summary>A fence that orders nothing.</summary>
    public static Weakening Of(FenceKind fence) => new(OperationKind.Fence) { Fence = fence };

    /// <summary>True if an operation is meant.</summary>
    public bool Concerns(in Operation operation, ExecutionHistory history) => operation.Kind == Kind
        && (Kind == OperationKind.Fence ? operation.Detail == (byte)Fence : IsAccess(operation, history));

    /// <summary>An operation with the weaker order, if it is meant, else as it is.</summary>
    public Operation Apply(in Operation operation, ExecutionHistory history) =>
        !Concerns(operation, history)
        ? operation
        : Kind == OperationKind.Fence
            ? operation with { Detail = (byte)FenceKind.None }
            : operation with { Order = MemoryOrder.Once };

    private bool IsAccess(in Operation operation, ExecutionHistory history) => operation.Order == Order
        && (Place is null || operation.Site == Place.Number)
        && (Fields.Count == 0 || (history.Objects.IsPointer(operation.Address)
            && Fields.Contains(history.Objects.FieldOf(operation.Address))));
}
