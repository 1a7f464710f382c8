namespace RcuSim.Machine;

/// <summary>
/// The threads of a scenario by label, and which of them begin only when another one starts them.
/// </summary>
/// <param name="labels">The labels of all, in order.</param>
/// <param name="late">Those that others start.</param>
internal sealed class Roster(IReadOnlyList<string> labels, IReadOnlyList<string> late)
{
    /// <summary>Nobody: for what runs alone.</summary>
    public static readonly Roster None = new([], []);

    /// <summary>How many threads there are.</summary>
    public int Count => labels.Count;

    /// <summary>The label of a thread.</summary>
    public string this[int thread] => labels[thread];

    /// <summary>True if a thread begins only when another one starts it.</summary>
    public bool IsLate(int thread) => late.Contains(labels[thread]);

    /// <summary>The place in the roster of a thread that is to be started.</summary>
    /// <exception cref="ArgumentException">There is none that others start.</exception>
    public int ToStart(string label)
    {
        int at = Find(label);
        return IsLate(at) ? at : throw new ArgumentException(
            $"thread '{label}' begins by itself: expected one that the scenario's StartedLater names",
            nameof(label));
    }

    /// <summary>The place in the roster of a thread that is to be waited for.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int ToJoin(string label) => Find(label);

    private int Find(string label)
    {
        for (int at = 0; at < labels.Count; at++)
        {
            if (labels[at] == label)
            {
                return at;
            }
        }

        throw new ArgumentException(labels.Count == 0
            ? $"there is no thread '{label}': no scenario runs here"
            : $"there is no thread '{label}': expected one of {string.Join(", ", labels)}", nameof(label));
    }
}
