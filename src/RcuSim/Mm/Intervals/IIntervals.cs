using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What an <see cref="IntervalTree{TMachine, TIntervals}"/> has to know of its nodes.</summary>
internal interface IIntervals<TMachine>
    where TMachine : struct, IMachine
{
    /// <summary>The number of a node's first word that belongs to the tree (<see
    /// cref="IntervalWords"/>).</summary>
    static abstract int Words { get; }

    /// <summary>Where a node's interval begins.</summary>
    static abstract ulong First(TMachine machine, ulong node);

    /// <summary>Where it ends, inclusive.</summary>
    static abstract ulong Last(TMachine machine, ulong node);
}
