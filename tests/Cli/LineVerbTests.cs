using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>A command that answers lines: each is printed again, completed with the answers.</summary>
/// <param name="verb">The command's name.</param>
/// <param name="given">A line without its answers.</param>
/// <param name="answer">The line with them.</param>
/// <param name="firstField">The field that every line has to have first of all.</param>
public abstract class LineVerbTests(string verb, string given, string answer, string firstField)
{
    [Theory]
    [InlineData("native")]
    [InlineData("traced")]
    public void Every_case_is_printed_again_with_the_answers(string machine)
    {
        var said = Run($"# one\n{given}\n\n{answer}\n", "--machine", machine);
        Assert.Equal(("", ExitCode.Pass), (said.Error, said.Code));
        Assert.Equal($"{answer}\n{answer}\n", said.Out);
    }

    [Fact]
    public void A_wrong_line_is_named_after_the_answers_before_it()
    {
        var said = Run($"{given}\n{{}}\n{given}\n");
        string expected = $"line 2: expected a field '{firstField}', found none";
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal($"{answer}\n", said.Out);
    }

    private Terminal.Said Run(string script, params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], script);
        return Terminal.Run([verb, folder["script"], .. words]);
    }
}
