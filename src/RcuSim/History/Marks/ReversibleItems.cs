namespace RcuSim.History;

/// <summary>Things by number that can go back to marks, for example one for each thread.</summary>
/// <param name="count">For how many there is room at first.</param>
internal sealed class ReversibleItems<T>(int count) : ReversibleSlots<int, T>
    where T : Versioned<T>, new()
{
    private T?[] items = new T?[count];

    /// <inheritdoc/>
    public override T? Find(int key) => key < items.Length ? items[key] : null;

    /// <inheritdoc/>
    private protected override void Put(int key, T? thing)
    {
        if (key >= items.Length)
        {
            Array.Resize(ref items, Math.Max(key + 1, items.Length * 2));
        }

        items[key] = thing;
    }
}
