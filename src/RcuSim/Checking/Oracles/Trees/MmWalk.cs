using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Checking;

/// <summary>A walk over all VMAs of an mm, under way.</summary>
internal sealed class MmWalk
{
    private readonly List<(ulong Vma, int At)> uses = [];
    private readonly Dictionary<ulong, int> counts = [];
    private SimulatedThread? thread;
    private ulong mm;
    private int beganAt;
    private ulong usedMm;

    /// <summary>Begins a walk over the VMAs of an mm.</summary>
    public void Begin(SimulatedThread walker, ulong ofMm, int position)
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
            uses.Add((vma, position));
            counts[vma] = counts.GetValueOrDefault(vma) + 1;
        }
    }

    /// <summary>Judges the walk at its end.</summary>
    public void Check(TreeHistory history, int position, SystemState state)
    {
        if (thread is null)
        {
            return;
        }

        foreach (var entry in history.Map.Entries)
        {
            int count = counts.GetValueOrDefault(entry.Value);
            bool quiet = history.Touching(entry.First, entry.Last, beganAt) is null;
            if (count == 0 && history.HasUntouched(entry.First, entry.Last, beganAt))
            {
                Report(entry, "misses", position, state);
            }
            else if (count > 1 && quiet)
            {
                Report(entry, "repeats", position, state);
            }
        }
    }

    private void Report(RangeEntry entry, string does, int position, SystemState state)
    {
        string name = TreeText.Value(entry.Value, state);
        string range = $"0x{entry.First:x}-0x{entry.Last:x}";
        var argument = new Argument(state);
        argument.At(beganAt, $"the walk over {AddressName.Value(mm, state)} begins");
        foreach (var (vma, at) in uses)
        {
            if (vma == entry.Value)
            {
                argument.At(at, $"{name} is used");
            }
            else if (does == "misses" && Neighbour(vma, entry, state) is { } side)
            {
                argument.At(at, $"the walk uses the VMA {side} it");
            }
        }

        state.Report(argument.At(position, "the walk ends").Proves(
            ViolationKind.IterationIncomplete,
            $"A walk by {thread!.Name} {does} {name} at {range}, which is there all the time.",
            position));
    }

    /// <summary>Names a VMA that lies right below or above an entry; null for others.</summary>
    private static string? Neighbour(ulong vma, RangeEntry entry, SystemState state)
    {
        if (!state.Objects.IsPointer(vma) || SimulatedAddress.Cache(vma) != MmCaches.Vma)
        {
            return null;
        }

        if (state.Memory[WordAddress.Of(vma, VmaWords.End)] == entry.First)
        {
            return "below";
        }

        return state.Memory[WordAddress.Of(vma, VmaWords.Start)] == entry.Last + 1 ? "above" : null;
    }
}
