using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The fields (kind of object + field) on which two threads were seen to conflict. Grows over a campaign;
/// part of a replay file. Cache 0 stands for things that are no slab object.
/// </summary>
internal sealed class ConflictSet
{
    /// <summary>
    /// The group that stands for read-side critical sections and grace periods, in cache 0.
    /// </summary>
    internal const int GracePeriods = 1;

    /// <summary>The group that stands for reuse of a type-stable cache's objects, in every cache.</summary>
    internal const int Reuse = 0;

    private readonly ulong[] groups;

    /// <summary>Creates an empty set.</summary>
    public ConflictSet() => groups = new ulong[SlabCache.Limit];

    /// <summary>Creates a set from one mask of groups for each cache.</summary>
    internal ConflictSet(ReadOnlySpan<ulong> masks) => groups = masks.ToArray();

    /// <summary>How many fields it holds.</summary>
    internal int Count => groups.Sum(System.Numerics.BitOperations.PopCount);

    /// <summary>True if the field is in the set.</summary>
    internal bool Contains(int cache, int group) => (groups[cache] >> group & 1) != 0;

    /// <summary>Adds a field; true if it is new.</summary>
    internal bool Add(int cache, int group)
    {
        ulong before = groups[cache];
        groups[cache] |= 1UL << group;
        return groups[cache] != before;
    }

    /// <summary>Adds every field of another set; true if any is new.</summary>
    internal bool Add(ConflictSet other)
    {
        bool grew = false;
        for (int i = 0; i < groups.Length; i++)
        {
            grew |= (other.groups[i] & ~groups[i]) != 0;
            groups[i] |= other.groups[i];
        }

        return grew;
    }

    /// <summary>Empties the set.</summary>
    internal void Clear() => Array.Clear(groups);

    /// <summary>A copy.</summary>
    internal ConflictSet Clone()
    {
        var copy = new ConflictSet();
        copy.Add(this);
        return copy;
    }

    /// <summary>The set as (cache, group) pairs, in order.</summary>
    internal IEnumerable<(int Cache, int Group)> Items()
    {
        for (int cache = 0; cache < groups.Length; cache++)
        {
            for (int group = 0; group < 64; group++)
            {
                if (Contains(cache, group))
                {
                    yield return (cache, group);
                }
            }
        }
    }
}
