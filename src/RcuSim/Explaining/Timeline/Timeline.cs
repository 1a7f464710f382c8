using RcuSim.History;

namespace RcuSim.Explaining;

/// <summary>
/// Draws an execution as text: one column a thread, one row an event, numbered. The same log gives the same
/// bytes.
/// </summary>
/// <remarks>
/// A row's text begins in its thread's column with the event's number in that thread and may run on to the
/// right. Rows that the explanation of a violation names are marked with a star, the last of all with an
/// exclamation mark.
/// </remarks>
internal static class Timeline
{
    private const int Margin = 8;
    private const int LeastText = 48;
    private const int Context = 3;

    /// <summary>Draws an execution.</summary>
    /// <param name="history">The history that holds its log.</param>
    /// <param name="violation">What was broken, or null.</param>
    /// <param name="conflicts">The fields on which threads conflict; null: those seen in this
    /// execution.</param>
    /// <param name="options">Width and length.</param>
    public static string Draw(
        ExecutionHistory history,
        Violation? violation,
        ConflictSet conflicts,
        TimelineOptions? options = null)
    {
        options ??= TimelineOptions.Whole;
        var evidence = new SortedSet<int>(violation?.Evidence ?? []);
        if (violation is not null)
        {
            evidence.Add(Math.Min(violation.Position, history.Log.Count - 1));
        }

        var rows = new TimelineRows(history, conflicts).Collect(evidence);
        var threads = rows.Select(row => row.Thread).Distinct();
        var canvas = new TimelineCanvas(threads, Margin, LeastText, Math.Max(options.Width, 60));
        canvas.Header();
        var kept = Keep(rows, options.Rows);
        for (int i = 0, skipped = 0; i < rows.Count; i++)
        {
            if (!kept[i])
            {
                skipped++;
                continue;
            }

            canvas.Skip(skipped);
            skipped = 0;
            char mark = Mark(rows[i].Position, violation, evidence);
            canvas.Row(i + 1, mark, rows[i], history.Log[rows[i].Position].Index);
        }

        return canvas.ToString();
    }

    private static char Mark(int position, Violation? violation, SortedSet<int> evidence)
    {
        if (position == violation?.Position)
        {
            return '!';
        }

        return evidence.Contains(position) ? '*' : ' ';
    }

    /// <summary>
    /// Which rows stay when there are too many: those that matter, their neighbours, and the end.
    /// </summary>
    private static bool[] Keep(List<TimelineRow> rows, int limit)
    {
        var kept = new bool[rows.Count];
        if (limit <= 0 || rows.Count <= limit)
        {
            Array.Fill(kept, true);
            return kept;
        }

        int tail = limit / 4;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Matters || i >= rows.Count - tail)
            {
                kept[i] = true;
            }
        }

        var matters = Enumerable.Range(0, rows.Count).Where(i => rows[i].Matters).Reverse();
        int count = kept.Count(k => k);
        foreach (int row in matters)
        {
            for (int i = Math.Max(0, row - Context); i <= Math.Min(rows.Count - 1, row + Context); i++)
            {
                count += kept[i] || count >= limit ? 0 : 1;
                kept[i] |= count < limit;
            }
        }

        return kept;
    }
}
