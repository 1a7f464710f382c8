namespace RcuSim.Tests.Documents;

/// <summary>
/// Some lines of a page that show what a program prints. A test compares them with what it prints now, or
/// renews the page, when asked to.
/// </summary>
internal sealed class Passage
{
    /// <summary>The trait of every test that compares a passage.</summary>
    public const string Category = "Transcripts";

    /// <summary>Renews every passage of every page.</summary>
    public const string Renewal =
        $"dotnet test -c Release -e {Switch}=1 --filter Category={Category}";

    private const string Switch = "RCUSIM_RENEW";
    private const string Fence = "```";

    private readonly string path;
    private readonly string[] page;
    private readonly int first;

    private Passage(string path, string[] page, int first, int count)
    {
        this.path = path;
        this.page = page;
        this.first = first;
        Lines = page[first..(first + count)];
    }

    /// <summary>What the page shows now.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>What follows a line of a fenced block, down to the end of that block.</summary>
    public static Passage InBlock(string path, string opening)
    {
        string[] page = File.ReadAllLines(path);
        int first = Index(page, path, opening) + 1;
        return new(path, page, first, page.Skip(first).TakeWhile(line => line != Fence).Count());
    }

    /// <summary>The fenced block below a comment.</summary>
    public static Passage BelowComment(string path, string comment)
    {
        string[] page = File.ReadAllLines(path);
        int first = Array.IndexOf(page, Fence, Index(page, path, comment)) + 1;
        return new(path, page, first, page.Skip(first).TakeWhile(line => line != Fence).Count());
    }

    /// <summary>The rows of a table, below its two lines of headings.</summary>
    public static Passage InTable(string path, string heading)
    {
        string[] page = File.ReadAllLines(path);
        int first = Index(page, path, heading) + 2;
        return new(path, page, first, page.Skip(first).TakeWhile(line => line.StartsWith('|')).Count());
    }

    /// <summary>Compares the passage with what it should show; or renews it, if that is asked for.</summary>
    public void ShouldShow(IEnumerable<string> lines) =>
        ShouldShow(lines, Environment.GetEnvironmentVariable(Switch) == "1");

    /// <summary>As the other; says whether to renew.</summary>
    public void ShouldShow(IEnumerable<string> lines, bool renew)
    {
        string[] now = [.. lines];
        if (now.SequenceEqual(Lines, StringComparer.Ordinal))
            return;
        if (renew)
            Write([.. page[..first], .. now, .. page[(first + Lines.Count)..]]);
        else
            Assert.Fail(Difference(now));
    }

    private static int Index(string[] page, string path, string wanted)
    {
        int index = Array.IndexOf(page, wanted);
        Assert.True(index >= 0, $"{Path.GetRelativePath(Pages.Root, path)} has no line '{wanted}'");
        return index;
    }

    private string Difference(string[] now)
    {
        int same = now.Zip(Lines).TakeWhile(pair => pair.First == pair.Second).Count();
        string Line(IReadOnlyList<string> lines) => same < lines.Count ? $"'{lines[same]}'" : "nothing";
        return $"{Path.GetRelativePath(Pages.Root, path)}:{first + same + 1} is out of date. It shows\n"
            + $"{Line(Lines)}\nand should show\n{Line(now)}\nTo renew every page: {Renewal}";
    }

    /// <summary>Beside its place, then renamed: a run that is interrupted leaves the old page.</summary>
    private void Write(string[] renewed)
    {
        string beside = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(beside, string.Concat(renewed.Select(line => line + '\n')));
        File.Move(beside, path, overwrite: true);
    }
}
