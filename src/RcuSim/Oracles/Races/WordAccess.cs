using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>One access to a word.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Index">Its number in its thread.</param>
/// <param name="Thread">The number of the thread.</param>
/// <param name="Plain">True if no race was intended.</param>
/// <param name="Kind">What it did to the word.</param>
internal readonly record struct WordAccess(
    int Position, int Index, ushort Thread, bool Plain, AccessKind Kind)
{
    /// <summary>An event of the log, as an access to a word that it names.</summary>
    public static WordAccess Of(in Event item, int position)
    {
        ref readonly var operation = ref item.Operation;
        var order = item.Wrote || !operation.MayWrite ? operation.Order : operation.FailureOrder;
        bool binds = order == MemoryOrder.Dependency || order.Acquires();
        var kind = item.Wrote ? AccessKind.Write : binds ? AccessKind.BindingRead : AccessKind.Read;
        return new(position, item.Index, item.Thread.Number, order == MemoryOrder.Plain, kind);
    }

    /// <summary>True if it wrote the word.</summary>
    public bool Writes => Kind == AccessKind.Write;

    /// <summary>What the thread does to the word.</summary>
    public string Verb => Writes ? "writes" : "reads";

    /// <summary>True if the two must have an order.</summary>
    public bool Conflicts(in WordAccess other) => (Writes || other.Writes) && (Plain || other.Plain);

    /// <summary>True if whatever must have an order with the other must have one with this too.</summary>
    public bool Covers(in WordAccess other) => (Writes || !other.Writes) && (Plain || !other.Plain)
        && (Kind != AccessKind.BindingRead || other.Kind == AccessKind.BindingRead);
}
