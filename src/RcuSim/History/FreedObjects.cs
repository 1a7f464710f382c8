using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>The freed objects of type-stable caches, which can be taken again.</summary>
internal sealed class FreedObjects : IReversible
{
    private readonly Dictionary<SlabCache, ReversibleList<ulong>> lists = [];
    private int marks;

    /// <summary>
    /// The objects of a cache that were freed and not taken again, the last freed last; valid until the next
    /// change.
    /// </summary>
    public ReadOnlySpan<ulong> Of(SlabCache cache) =>
        lists.TryGetValue(cache, out var list) ? list.Items : [];

    /// <summary>Takes in that an object was freed.</summary>
    public void Add(SlabCache cache, ulong address)
    {
        if (!lists.TryGetValue(cache, out var list))
        {
            lists.Add(cache, list = new());
            for (int i = 0; i < marks; i++)
            {
                list.Mark();
            }
        }

        list.Change().Add(address);
    }

    /// <summary>Takes in that an object was taken again.</summary>
    public void Remove(SlabCache cache, ulong address) => lists[cache].Change().Remove(address);

    /// <inheritdoc/>
    public void Mark()
    {
        marks++;
        foreach (var list in lists.Values)
        {
            list.Mark();
        }
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        marks = mark + 1;
        foreach (var list in lists.Values)
        {
            list.BackTo(mark);
        }
    }
}
