using System.Diagnostics;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Samples;

/// <summary>Every sample sees what it expects, and its README shows what a run prints.</summary>
[Trait("Category", Passage.Category)]
public class SampleTests
{
    private const string Heading = "| outcome | seen | expected | meaning |";
    private const string Rows = "<!-- rows that matter: ";

    private static readonly string root = Pages.At("samples");

    public static TheoryData<string> Samples() =>
    [
        .. Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories).Order()
            .Select(project => Path.GetRelativePath(root, project)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_readme_shows_what_the_run_prints(string project)
    {
        string program = $"RcuSim.Samples.{Path.GetFileNameWithoutExtension(project)}.dll";
        var (code, output) = Run(Path.Combine(AppContext.BaseDirectory, program));
        Assert.True(code == 0, output);

        string folder = Path.GetDirectoryName(project)!;
        string readme = Path.Combine(root, folder, "README.md");
        string[] lines = output.TrimEnd('\n').Split('\n');
        var transcript = Passage.InBlock(readme, $"$ dotnet run -c Release --project samples/{folder}");
        transcript.ShouldShow(Beginning(lines, transcript.Lines.Count(line => line == "")));

        var table = lines.SkipWhile(line => line != Heading).Skip(2);
        Passage.InTable(readme, Heading).ShouldShow(table);

        string[] page = File.ReadAllLines(readme);
        foreach (string comment in page.Where(line => line.StartsWith(Rows, StringComparison.Ordinal)))
        {
            string phrases = comment[Rows.Length..^" -->".Length];
            Passage.BelowComment(readme, comment).ShouldShow(Excerpt(lines, phrases.Split("; ")));
        }
    }

    /// <summary>The paragraphs of an output that have no more blank lines between them.</summary>
    private static IEnumerable<string> Beginning(string[] output, int blanks) =>
        output.TakeWhile(line => line != "" || blanks-- > 0);

    /// <summary>The timeline's headings, its rows with a mark, and those that begin with a phrase.</summary>
    private static IEnumerable<string> Excerpt(string[] output, string[] phrases)
    {
        int first = Array.FindIndex(output, line => line.StartsWith("    1 ", StringComparison.Ordinal));
        Assert.True(first > 0, "no timeline");
        int headings = first - 1 - Array.LastIndexOf(output, "", first);
        return output[(first - headings)..]
            .TakeWhile(line => line != "")
            .Where((line, i) => i < headings || line[6] != ' ' || phrases.Any(Does(line).StartsWith));
    }

    /// <summary>What a row of a timeline tells, without marks, columns and numbers.</summary>
    private static string Does(string row) => row[7..].TrimStart(' ', '|').Split(' ', 2)[^1];

    private static (int Code, string Output) Run(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
