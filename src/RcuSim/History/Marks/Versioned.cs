namespace RcuSim.History;

/// <summary>Something with a state that <see cref="ReversibleSlots{TKey, T}"/> keep copies of.</summary>
internal abstract class Versioned<T>
    where T : Versioned<T>
{
    /// <summary>The epoch for which this copy was made; it may be changed in that epoch alone.</summary>
    internal int Epoch { get; set; }

    /// <summary>Takes another's state over; null stands for the state of a new one.</summary>
    public abstract void CopyFrom(T? other);
}
