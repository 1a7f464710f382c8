using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class MapleTests
{
    private const string Script = "# a tree\nnew 1 both\n\nstore 1 0 9 5\nload 1 3\n";

    [Theory]
    [InlineData("native")]
    [InlineData("traced")]
    public void Every_operation_is_answered(string machine)
    {
        var said = Run(Script, "--machine", machine);
        Assert.Equal(("", ExitCode.Pass), (said.Error, said.Code));
        string[] answers = said.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(3, answers.Length);
        Assert.EndsWith("\"val\":5}", answers[2]);
    }

    [Theory]
    [InlineData("frob 1", "line 6: unknown operation 'frob'")]
    [InlineData("store 1 0", "line 6")]
    [InlineData("load 7 0", "line 6")]
    [InlineData("load 1 18446744073709551616", "line 6")]
    public void A_wrong_line_is_named_after_the_answers_before_it(string line, string mention)
    {
        var said = Run($"{Script}{line}\nload 1 3\n");
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains(mention, said.Error);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(3, said.Out.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        var said = Run(Script + new string('x', 1_000_000));
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("line 6: longer than 65,536 characters", said.Error);
    }

    [Fact]
    public void A_wrong_command_is_refused()
    {
        using var folder = new TemporaryFolder();
        Terminal.Run("maple").IsRefused(ExitCode.Usage, "SCRIPT");
        Terminal.Run("maple", folder["none"]).IsRefused(ExitCode.Usage, "no such file");
        Terminal.Run("maple", folder.Location).IsRefused(ExitCode.Usage, "folder");
        Terminal.Run("maple", "-", "--machine", "quantum").IsRefused(ExitCode.Usage, "native, traced");
    }

    private static Terminal.Said Run(string script, params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], script);
        return Terminal.Run(["maple", folder["script"], .. words]);
    }
}
