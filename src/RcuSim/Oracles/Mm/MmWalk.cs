using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>A walk over all VMAs of an mm, in progress.</summary>
internal sealed class MmWalk : Versioned<MmWalk>
{
    private readonly List<(ulong Vma, int At)> uses = [];
    private readonly Dictionary<ulong, int> counts = [];
    private ThreadName? thread;
    private ulong mm;
    private int beganAt;
    private ulong usedMm;

    /// <inheritdoc/>
    public override void CopyFrom(MmWalk? other)
    {
        uses.Clear();
        counts.Clear();
        (thread, beganAt) = (other?.thread, other?.beganAt ?? 0);
        (mm, usedMm) = (other?.mm ?? 0, other?.usedMm ?? 0);
        foreach (var (vma, at) in other?.uses ?? [])
        {
            Count(vma, at);
        }
    }

    /// <summary>Begins a walk over the VMAs of an mm.</summary>
    public void Begin(ThreadName walker, ulong ofMm, int position)
    {
        (thread, mm, beganAt) = (walker, ofMm, position);
        uses.Clear();
        counts.Clear();
    }

    /// <summary>Forgets the walk.</summary>
    public void Stop() => thread = null;

    /// <summary>The next use is of a VMA of this mm.</summary>
    public void UseOf(ulong ofMm) => usedMm = ofMm;

    /// <summary>A VMA is used.</summary>
    public void Use(ulong vma, int position)
    {
        if (usedMm == mm && thread is not null)
        {
            Count(vma, position);
        }
    }

    /// <summary>Judges the walk at its end.</summary>
    public Violation? Check(TreeHistory past, int position, ExecutionHistory history)
    {
        if (thread is null)
        {
            return null;
        }

        foreach (var entry in past.Map.Entries)
        {
            int count = counts.GetValueOrDefault(entry.Value);
            bool quiet = past.Touching(entry.First, entry.Last, beganAt) is null;
            if (count == 0 && past.HasUntouched(entry.First, entry.Last, beganAt))
            {
                return Describe(entry, "misses", position, history);
            }
            else if (count > 1 && quiet)
            {
                return Describe(entry, "repeats", position, history);
            }
        }

        return null;
    }

    private void Count(ulong vma, int at)
    {
        uses.Add((vma, at));
        counts[vma] = counts.GetValueOrDefault(vma) + 1;
    }

    private Violation Describe(RangeEntry entry, string does, int position, ExecutionHistory history)
    {
        string name = TreeText.Value(entry.Value, history);
        string range = $"0x{entry.First:x}-0x{entry.Last:x}";
        var explanation = new Explanation(history);
        explanation.At(beganAt, $"the walk over {AddressName.Value(mm, history)} begins");
        foreach (var (vma, at) in uses)
        {
            if (vma == entry.Value)
            {
                explanation.At(at, $"{name} is used");
            }
            else if (does == "misses" && Neighbour(vma, entry, history) is { } side)
            {
                explanation.At(at, $"the walk uses the VMA {side} it");
            }
        }

        return explanation.At(position, "the walk ends").Proves(
            ViolationKind.IterationIncomplete,
            $"A walk by {thread!} {does} {name} at {range}, which is there all the time.",
            position);
    }

    /// <summary>Names a VMA that lies right below or above an entry; null for others.</summary>
    private static string? Neighbour(ulong vma, RangeEntry entry, ExecutionHistory history)
    {
        if (!history.Objects.IsIn(vma, MmCaches.Vma))
        {
            return null;
        }

        if (history.Memory[WordAddress.Of(vma, VmaWords.End)] == entry.First)
        {
            return "below";
        }

        return history.Memory[WordAddress.Of(vma, VmaWords.Start)] == entry.Last + 1 ? "above" : null;
    }
}
