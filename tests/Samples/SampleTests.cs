using System.Diagnostics;

namespace RcuSim.Tests.Samples;

/// <summary>Every sample sees what it expects, and its README shows the table that a run prints.</summary>
public class SampleTests
{
    private static readonly string root = Path.Combine(Root(AppContext.BaseDirectory), "samples");

    public static TheoryData<string> Samples() =>
    [
        .. Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories).Order()
            .Select(project => Path.GetRelativePath(root, project)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void TheReadmeShowsWhatTheRunPrints(string project)
    {
        string program = $"RcuSim.Samples.{Path.GetFileNameWithoutExtension(project)}.dll";
        var (code, output) = Run(Path.Combine(AppContext.BaseDirectory, program));
        Assert.True(code == 0, output);
        string readme = Path.Combine(root, Path.GetDirectoryName(project)!, "README.md");
        Assert.Equal(Table(File.ReadAllLines(readme)), Table(output.Split('\n')));
    }

    /// <summary>The rows of the outcome table, without how often each outcome was seen.</summary>
    private static List<string> Table(IEnumerable<string> lines)
    {
        var rows = lines.SkipWhile(line => !line.StartsWith("| outcome"))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'))
            .Select(cells => string.Join('|', cells.Where((_, column) => column != 2)))
            .ToList();
        Assert.True(rows.Count > 3, "no table of at least two outcomes");
        return rows;
    }

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

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "RcuSim.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
