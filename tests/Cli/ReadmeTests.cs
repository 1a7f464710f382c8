namespace RcuSim.Tests.Cli;

/// <summary>The README shows what the command says.</summary>
public sealed class ReadmeTests
{
    private const string Prompt = "$ dotnet run -c Release --project src/RcuSim.Cli -- ";

    [Fact]
    public void TheTranscriptIsReal()
    {
        using var folder = new TemporaryFolder();
        string[] readme = File.ReadAllLines(Path.Combine(Root(AppContext.BaseDirectory), "README.md"));
        var block = readme.SkipWhile(line => line != "```").Skip(1).TakeWhile(line => line != "```").ToList();
        Assert.StartsWith(Prompt, block[0]);
        string[] words = block[0][Prompt.Length..].Split(' ');
        var said = Terminal.RunStandard([.. words, "--out", folder["out"]]);
        Assert.True(
            Shown(said.Out.Split('\n')) == Shown(block.Skip(1)),
            $"README.md's first block is out of date; '{block[0][2..]}' now prints\n{said.Out}");
    }

    /// <summary>Everything above the lines that hold times and places.</summary>
    private static string Shown(IEnumerable<string> lines) =>
        string.Join('\n', lines.TakeWhile(line => !line.StartsWith("Found by", StringComparison.Ordinal)));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "RcuSim.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
