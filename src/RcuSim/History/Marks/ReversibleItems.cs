namespace RcuSim.History;

/// <summary>A fixed number of things that can go back to marks, for example one for each thread.</summary>
/// <param name="count">How many.</param>
internal sealed class ReversibleItems<T>(int count) : ReversibleSlots<int, T>
    where T : Versioned<T>, new()
{
    private readonly T?[] items = new T?[count];

    /// <inheritdoc/>
    public override T? Find(int key) => items[key];

    /// <inheritdoc/>
    private protected override ref T? Slot(int key) => ref items[key];
}
