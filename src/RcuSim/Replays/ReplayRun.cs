using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>Consecutive scheduling steps of one thread.</summary>
/// <param name="Label">The thread's label.</param>
/// <param name="Count">How many steps; at least 1.</param>
internal readonly record struct ReplayRun(string Label, int Count)
{
    /// <summary>The most steps that a schedule may have.</summary>
    public const int MostSteps = 10_000_000;

    /// <summary>What stands between runs in one line.</summary>
    public const string Separator = ", ";

    /// <summary>Joins equal neighbours.</summary>
    /// <param name="steps">The threads, in order.</param>
    public static IReadOnlyList<ReplayRun> Join(IReadOnlyList<ThreadName> steps)
    {
        var runs = new List<ReplayRun>();
        for (int i = 0, from = 0; i < steps.Count; i++)
        {
            if (i + 1 == steps.Count || steps[i + 1] != steps[i])
            {
                runs.Add(new(steps[i].Label, i + 1 - from));
                from = i + 1;
            }
        }

        return runs;
    }

    /// <summary>Takes runs apart again.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="find">The thread of a label, or null if there is none.</param>
    /// <param name="error">Empty, or what is wrong.</param>
    /// <returns>The threads, in order, or null.</returns>
    public static IReadOnlyList<ThreadName>? Split(
        IReadOnlyList<ReplayRun> runs, Func<string, ThreadName?> find, out string error)
    {
        error = "";
        var steps = new List<ThreadName>();
        foreach (var run in runs)
        {
            if (find(run.Label) is not { } thread)
            {
                error = $"step {steps.Count + 1}: the scenario has no thread '{run.Label}'";
                return null;
            }

            steps.AddRange(Enumerable.Repeat(thread, run.Count));
        }

        return steps;
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null if it is nothing of the kind.</summary>
    public static ReplayRun? Parse(string text)
    {
        int star = text.LastIndexOf('*');
        string label = star < 0 ? text : text[..star];
        int count = 1;
        bool counted = star < 0 || PlainNumber.TryDecimal(text.AsSpan(star + 1), MostSteps, out count);
        bool valid = counted && label.Length > 0 && !label.Contains('*', StringComparison.Ordinal)
            && count > 0;
        return valid ? new ReplayRun(label, count) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? Label : $"{Label}*{Count}";
}
