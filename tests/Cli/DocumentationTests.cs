using System.Text.RegularExpressions;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Cli;

public partial class DocumentationTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("list")]
    [InlineData("maple")]
    public void Every_option_is_documented(string command)
    {
        string page = File.ReadAllText(Pages.At("docs", "command.md"));
        Assert.Contains($"\n## {command}\n", page);
        string help = Terminal.Run(command, "--help").Out;
        var options = Option().Matches(help).Select(match => match.Value).ToHashSet();
        Assert.NotEmpty(options);
        Assert.All(options.Except(["--help"]), option => Assert.Contains(option, page));
    }

    [GeneratedRegex("--[a-z]+")]
    private static partial Regex Option();
}
