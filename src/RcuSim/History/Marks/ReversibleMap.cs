namespace RcuSim.History;

/// <summary>Things found by a number of any size, which can go back to marks.</summary>
internal sealed class ReversibleMap<T> : ReversibleSlots<ulong, T>
    where T : Versioned<T>, new()
{
    private readonly Dictionary<ulong, T?> items = [];

    /// <inheritdoc/>
    public override T? Find(ulong key) => items.GetValueOrDefault(key);

    /// <inheritdoc/>
    private protected override void Put(ulong key, T? thing) => items[key] = thing;
}
