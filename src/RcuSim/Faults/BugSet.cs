using System.Collections;
using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Faults;

/// <summary>The bugs that are switched on for a run. Immutable; the default is none.</summary>
[CollectionBuilder(typeof(BugSet), nameof(Create))]
public readonly struct BugSet : IReadOnlyCollection<BugSwitch>
{
    private BugSet(UInt128 bits) => Bits = bits;

    /// <summary>The set as a machine carries it: one bit for each bug's number.</summary>
    internal UInt128 Bits { get; }

    /// <summary>How many bugs are on.</summary>
    public int Count => (int)UInt128.PopCount(Bits);

    /// <summary>Makes a set; a bug named twice is in it once.</summary>
    public static BugSet Create(ReadOnlySpan<BugSwitch> bugs)
    {
        var set = default(BugSet);
        foreach (var bug in bugs)
        {
            set = set.With(bug);
        }

        return set;
    }

    /// <summary>True if a bug is on.</summary>
    public bool Contains(BugSwitch bug) => (Bits & Bit(bug)) != 0;

    /// <summary>This set and one more bug.</summary>
    public BugSet With(BugSwitch bug) => new(Bits | Bit(bug));

    /// <summary>The bugs, lowest number first.</summary>
    public IEnumerator<BugSwitch> GetEnumerator()
    {
        for (var left = Bits; left != 0; left &= left - 1)
        {
            yield return (BugSwitch)(int)UInt128.TrailingZeroCount(left);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// A bug's bit. Out of range is refused: a shift takes its count modulo the width, so that two bugs would
    /// be one.
    /// </summary>
    private static UInt128 Bit(BugSwitch bug)
    {
        int number = (int)bug;
        ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(bug));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, SimulatedThread.BugLimit, nameof(bug));
        return UInt128.One << number;
    }
}
