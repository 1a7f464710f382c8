using System.Text.RegularExpressions;

namespace RcuSim.Tests.Cli;

public partial class DocumentationTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("list")]
    [InlineData("maple")]
    public void EveryOptionIsDocumented(string command)
    {
        string page = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "command.md"));
        Assert.Contains($"\n## {command}\n", page);
        string help = Terminal.Run(command, "--help").Out;
        var options = Option().Matches(help).Select(match => match.Value).ToHashSet();
        Assert.NotEmpty(options);
        Assert.All(options.Except(["--help"]), option => Assert.Contains(option, page));
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "RcuSim.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("--[a-z]+")]
    private static partial Regex Option();
}
