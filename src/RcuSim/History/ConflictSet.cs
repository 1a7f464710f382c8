using System.Numerics;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// Where threads were seen to meet: the fields (kind of object + field) on which two of them conflicted, the
/// lock fields that were tried, and the objects that a thread reached though no pointer led there. Grows over
/// a campaign; part of a replay file. Cache 0 stands for things that are no slab object.
/// </summary>
internal sealed class ConflictSet
{
    /// <summary>
    /// The group that stands for read-side critical sections and grace periods, in cache 0.
    /// </summary>
    internal const int GracePeriods = 1;

    /// <summary>The group that stands for the queue of callbacks, in cache 0.</summary>
    internal const int Callbacks = 2;

    /// <summary>The group that stands for reuse of a type-stable cache's objects, in every cache.</summary>
    internal const int Reuse = 0;

    private ulong[] groups;
    private ulong[] tried;
    private readonly SortedSet<ulong> reached = [];

    /// <summary>Creates an empty set.</summary>
    public ConflictSet()
        : this([], [], [])
    {
    }

    /// <summary>Creates a set.</summary>
    /// <param name="groups">One mask of groups for each cache.</param>
    /// <param name="tried">The same, of the locks that were tried.</param>
    /// <param name="reached">The addresses of the objects that were reached without a pointer.</param>
    internal ConflictSet(
        ReadOnlySpan<ulong> groups, ReadOnlySpan<ulong> tried, ReadOnlySpan<ulong> reached)
    {
        this.groups = groups.ToArray();
        this.tried = tried.ToArray();
        foreach (ulong address in reached)
        {
            this.reached.Add(address);
        }
    }

    /// <summary>How many fields it holds.</summary>
    internal int Count => groups.Sum(BitOperations.PopCount);

    /// <summary>The addresses of the objects that were reached without a pointer, rising.</summary>
    internal IReadOnlySet<ulong> Reached => reached;

    /// <summary>True if the field is in the set.</summary>
    internal bool Contains(int cache, int group) => Has(groups, cache, group);

    /// <summary>True if a lock in the field was tried, so that it matters when it is released.</summary>
    internal bool IsTried(int cache, int group) => Has(tried, cache, group);

    /// <summary>Adds a field; true if it is new.</summary>
    internal bool Add(int cache, int group) => Add(ref groups, cache, 1UL << group);

    /// <summary>Adds the field of a lock that was tried; true if it is new.</summary>
    internal bool AddTried(int cache, int group) => Add(ref tried, cache, 1UL << group);

    /// <summary>Adds an object that was reached without a pointer; true if it is new.</summary>
    internal bool AddReached(ulong address) => reached.Add(address);

    /// <summary>Adds everything in another set; true if any is new.</summary>
    internal bool Add(ConflictSet other)
    {
        bool grew = false;
        for (int i = 0; i < other.groups.Length; i++)
        {
            grew |= Add(ref groups, i, other.groups[i]);
        }

        for (int i = 0; i < other.tried.Length; i++)
        {
            grew |= Add(ref tried, i, other.tried[i]);
        }

        int before = reached.Count;
        reached.UnionWith(other.reached);
        return grew || reached.Count > before;
    }

    /// <summary>A copy.</summary>
    internal ConflictSet Clone()
    {
        var copy = new ConflictSet();
        copy.Add(this);
        return copy;
    }

    /// <summary>The fields as (cache, group) pairs, in the order of the numbers.</summary>
    internal IEnumerable<(int Cache, int Group)> Items() => Pairs(groups);

    /// <summary>The fields of the locks that were tried, as (cache, group) pairs, in the order of the
    /// numbers.</summary>
    internal IEnumerable<(int Cache, int Group)> Tried() => Pairs(tried);

    private static bool Has(ulong[] masks, int cache, int group) =>
        cache < masks.Length && (masks[cache] >> group & 1) != 0;

    private static bool Add(ref ulong[] masks, int cache, ulong bits)
    {
        if (cache >= masks.Length)
        {
            Array.Resize(ref masks, Math.Max(SlabCache.Count, cache + 1));
        }

        ulong before = masks[cache];
        masks[cache] |= bits;
        return masks[cache] != before;
    }

    private static IEnumerable<(int Cache, int Group)> Pairs(ulong[] masks)
    {
        for (int cache = 0; cache < masks.Length; cache++)
        {
            for (int group = 0; group < 64; group++)
            {
                if ((masks[cache] >> group & 1) != 0)
                {
                    yield return (cache, group);
                }
            }
        }
    }
}
