namespace RcuSim.Samples;

/// <summary>
/// Counts outcomes against a list of those that are expected and those that must not be; a Markdown table. An
/// outcome that is in neither list is wrong as well.
/// </summary>
internal sealed class OutcomeTable
{
    private readonly List<Row> rows = [];

    /// <summary>An outcome that must be seen.</summary>
    public void Expect(string outcome, string meaning) => rows.Add(new(outcome, true, meaning));

    /// <summary>An outcome that must not be seen.</summary>
    public void Forbid(string outcome, string meaning) => rows.Add(new(outcome, false, meaning));

    /// <summary>Counts an outcome.</summary>
    public void Count(string outcome, long seen = 1)
    {
        int index = rows.FindIndex(row => row.Outcome == outcome);
        if (index < 0)
        {
            index = rows.Count;
            Forbid(outcome, "nobody foresaw it");
        }

        rows[index] = rows[index] with { Seen = rows[index].Seen + seen };
    }

    /// <summary>Writes the table.</summary>
    /// <returns>True if everything is as expected.</returns>
    public bool Write(TextWriter output)
    {
        output.WriteLine("| outcome | seen | expected | meaning |");
        output.WriteLine("|---|---:|---|---|");
        foreach (var row in rows)
        {
            string expected = row.Expected ? "yes" : "never";
            output.WriteLine($"| {row.Outcome} | {row.Seen:N0} | {expected} | {row.Meaning} |");
        }

        return rows.TrueForAll(row => row.Expected == row.Seen > 0);
    }

    private sealed record Row(string Outcome, bool Expected, string Meaning, long Seen = 0);
}
