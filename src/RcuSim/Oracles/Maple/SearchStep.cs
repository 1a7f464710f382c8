using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>One search for the next or the previous entry, from where a cursor stands.</summary>
internal struct SearchStep
{
    /// <summary>The tree; 0 for no search.</summary>
    public ulong Tree;

    /// <summary>True for the next entry, false for the previous.</summary>
    public bool Up;

    /// <summary>The log position at which it began.</summary>
    public int BeganAt;

    /// <summary>
    /// The log position at which the call began that read the boundary from which the search continues. What
    /// has stood beyond that boundary ever since may not be passed over.
    /// </summary>
    public int Since;

    /// <summary>True if it is known which call read that boundary.</summary>
    public bool KnowsPosition;

    /// <summary>The lowest index searched.</summary>
    public ulong Low;

    /// <summary>The highest index searched, inclusive.</summary>
    public ulong High;

    /// <summary>The first index of what was found.</summary>
    public ulong First;

    /// <summary>The last index of what was found, inclusive.</summary>
    public ulong Last;

    /// <summary>What was found, or 0.</summary>
    public ulong Found;

    /// <summary>
    /// Since when what was found must have stood there. A step up reads both boundaries itself; a step down
    /// takes the upper one from the call before.
    /// </summary>
    private readonly int FoundSince => Up ? BeganAt : Since;

    /// <summary>Judges the step at its end.</summary>
    public readonly Violation? Check(
        ThreadName thread, TreeHistory past, int position, ExecutionHistory history)
    {
        if (Found != 0 && CheckFound(thread, past, position, history) is { } wrong)
        {
            return wrong;
        }

        foreach (var entry in past.Map.Overlapping(Low, High))
        {
            // A cursor whose position no call reported may stand in the middle of an entry.
            bool standsOn = !KnowsPosition && (Up ? entry.First < Low : entry.Last > High);
            var (first, last) = Skipped(entry);
            if (!standsOn && first <= last && past.HasUntouched(first, last, Since))
            {
                string name = TreeText.Value(entry.Value, history);
                return Describe(
                    $"misses {name} at 0x{entry.First:x}-0x{entry.Last:x}, which is there all the time",
                    thread,
                    position,
                    history);
            }
        }

        return null;
    }

    /// <summary>
    /// The part of an entry that the search passed over; empty if the first index exceeds the last.
    /// </summary>
    private readonly (ulong First, ulong Last) Skipped(in RangeEntry entry)
    {
        ulong low = Math.Max(entry.First, Low), high = Math.Min(entry.Last, High);
        if (Found == 0)
        {
            return (low, high);
        }

        if (Up)
        {
            return First == 0 ? (1, 0) : (low, Math.Min(high, First - 1));
        }

        return Last == ulong.MaxValue ? (1, 0) : (Math.Max(low, Last + 1), high);
    }

    /// <summary>
    /// Where what was found is looked for: its nearest index beyond the boundary, or, if boundaries have
    /// moved so far that it lies before that one, the nearest it has.
    /// </summary>
    private readonly ulong Nearest =>
        Up ? Math.Max(First, Math.Min(Low, Last)) : Math.Min(Last, Math.Max(High, First));

    private readonly Violation? CheckFound(
        ThreadName thread, TreeHistory past, int position, ExecutionHistory history)
    {
        ulong index = Nearest;
        bool there = past.Had(index, Found, FoundSince, inOrder: false)
            || past.MayBeOvertaken(index, Found, FoundSince, history);
        bool passed = Up ? Last < Low : First > High && Last > High;
        ulong boundary = Up ? Low - 1 : High + 1;
        if (!there || (passed && past.Touching(boundary, boundary, Since) is null))
        {
            string name = TreeText.Value(Found, history);
            return Describe(
                $"finds {name} at 0x{index:x}, where it was at no instant", thread, position, history);
        }

        return CheckRange(index, FoundSince, thread, past, position, history);
    }

    /// <summary>
    /// Judges a walk to one index at its end: its value is judged elsewhere, its range here.
    /// </summary>
    public readonly Violation? CheckWalk(
        ThreadName thread, TreeHistory past, int position, ExecutionHistory history)
    {
        return Found != 0 ? CheckRange(Low, BeganAt, thread, past, position, history) : null;
    }

    private readonly Violation? CheckRange(
        ulong index, int since, ThreadName thread, TreeHistory past, int position, ExecutionHistory history)
    {
        foreach (var entry in past.Map.Overlapping(index, index))
        {
            ulong low = Math.Min(First, entry.First), high = Math.Max(Last, entry.Last);
            bool quiet = past.Touching(low, high, since) is null;
            if (quiet && (entry.First != First || entry.Last != Last))
            {
                string name = TreeText.Value(Found, history);
                return Describe(
                    $"finds {name} at 0x{First:x}-0x{Last:x} instead of 0x{entry.First:x}-0x{entry.Last:x}",
                    thread,
                    position,
                    history);
            }
        }

        return null;
    }

    private readonly Violation Describe(
        string what, ThreadName thread, int position, ExecutionHistory history)
    {
        string range = $"0x{Low:x}-0x{High:x}";
        return new Explanation(history)
            .At(BeganAt, $"the search {(Up ? "up" : "down")} through {range} begins")
            .At(position, "it ends")
            .Proves(ViolationKind.IterationIncomplete, $"A search by {thread} {what}.", position);
    }
}
