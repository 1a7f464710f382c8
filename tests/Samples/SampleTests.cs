using System.Diagnostics;

namespace RcuSim.Tests.Samples;

/// <summary>Every sample sees what it expects, and its README shows what a run prints.</summary>
public class SampleTests
{
    private const string Fence = "```";

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
        string folder = Path.GetDirectoryName(project)!;
        string[] readme = File.ReadAllLines(Path.Combine(root, folder, "README.md"));
        Assert.Equal(Table(readme), Table(output.Split('\n')));
        string shown = string.Join('\n', Transcript(readme, folder));
        Assert.True(
            output.StartsWith(shown, StringComparison.Ordinal),
            $"{folder}/README.md is out of date: a run prints\n{output}\nand it shows\n{shown}");
        Assert.All(Excerpts(readme), line => Assert.Contains(line, output));
    }

    /// <summary>What the block shows that begins with the command.</summary>
    private static List<string> Transcript(IEnumerable<string> readme, string folder)
    {
        string command = $"$ dotnet run -c Release --project samples/{folder}";
        var lines = readme.SkipWhile(line => line != command).Skip(1)
            .TakeWhile(line => line != Fence)
            .ToList();
        Assert.True(lines.Count > 3, $"no block that begins with '{command}'");
        return lines;
    }

    /// <summary>What the lines of a cut timeline say: those marked or indented as its columns are.</summary>
    private static IEnumerable<string> Excerpts(IEnumerable<string> readme) => readme
        .Where(line => line.StartsWith("      ") || line.StartsWith(" * ") || line.StartsWith(" ! "))
        .Select(line => line.TrimStart(' ', '*', '!', '|'));

    /// <summary>The rows of the outcome table.</summary>
    private static List<string> Table(IEnumerable<string> lines)
    {
        var rows = lines.SkipWhile(line => !line.StartsWith("| outcome"))
            .TakeWhile(line => line.StartsWith('|'))
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
