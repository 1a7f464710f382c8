using System.Text;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>Lays the rows of a timeline out in columns.</summary>
internal sealed class TimelineCanvas
{
    private readonly StringBuilder text = new();
    private const string Callbacks = "callbacks";
    private readonly List<string> columns;
    private readonly int margin;
    private readonly int width;
    private readonly int pitch;

    /// <summary>
    /// Divides the width among threads: the last column has room for the least text. RCU callbacks share one,
    /// where each row says whose it is.
    /// </summary>
    public TimelineCanvas(IEnumerable<ThreadName> threads, int margin, int leastText, int width)
    {
        columns = [.. threads
            .OrderBy(thread => thread == ThreadName.Teardown)
            .ThenBy(thread => thread.IsCallback)
            .ThenBy(thread => thread.IsCallback ? 0 : thread.Number)
            .Select(ColumnOf).Distinct()];
        this.margin = margin;
        this.width = width;
        int room = (width - margin - leastText) / Math.Max(1, columns.Count - 1);
        int longest = columns.Count == 0 ? 0 : columns.Max(column => column.Length);
        pitch = Math.Clamp(room, 2, Math.Max(longest + 2, 12));
    }

    /// <summary>Writes the names of the threads, a line each.</summary>
    public void Header()
    {
        for (int i = 0; i < columns.Count; i++)
        {
            Line(new string(' ', margin), i, columns[i], above: true);
        }
    }

    /// <summary>Writes a row.</summary>
    public void Row(int number, char mark, TimelineRow row, int index)
    {
        string who = row.Thread.IsCallback ? $"{row.Thread}:" : "";
        Line($"{number,5} {mark} ", columns.IndexOf(ColumnOf(row.Thread)), $"{who}{index} {row.Text}", false);
    }

    /// <summary>Says how many rows were left out; nothing if none.</summary>
    public void Skip(int rows)
    {
        if (rows > 0)
        {
            text.Append(' ', margin).Append("... ").Append(rows).Append(rows == 1 ? " row\n" : " rows\n");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string ColumnOf(ThreadName thread) => thread.IsCallback ? Callbacks : thread.Label;

    private int Column(int thread) => margin + (thread * pitch);

    private void Line(string left, int thread, string words, bool above)
    {
        int start = text.Length;
        words = Printable.Escape(words);
        text.Append(left);
        for (int i = 0; i < thread; i++)
        {
            text.Append('|').Append(' ', pitch - 1);
        }

        int room = width - Column(thread);
        text.Append(words.Length <= room ? words : $"{Printable.Cut(words, Math.Max(0, room - 3))}...");
        for (int i = thread + 1; i < columns.Count && !above; i++)
        {
            int gap = Column(i) - (text.Length - start);
            if (gap > 0)
            {
                text.Append(' ', gap).Append('|');
            }
        }

        text.Append('\n');
    }
}
