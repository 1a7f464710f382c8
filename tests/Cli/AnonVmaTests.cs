using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class AnonVmaTests
{
    private const string Case =
        """{"name":"a child","form":"7.1","ops":[{"op":"vma 1"},{"op":"fault 1","fail":2}]}""";

    private const string Answer =
        """{"name":"a child","form":"7.1","ops":["""
        + """{"op":"vma 1","rc":0,"ev":[],"vmas":[[1,[],0]],"anons":[]},"""
        + """{"op":"fault 1","fail":2,"hit":1,"rc":-12,"ev":[["fail","anon"]]"""
        + ""","vmas":[[1,[],0]],"anons":[]}]}""";

    [Theory]
    [InlineData("native")]
    [InlineData("traced")]
    public void Every_case_is_printed_again_with_the_answers(string machine)
    {
        var said = Run($"# one\n{Case}\n\n{Answer}\n", "--machine", machine);
        Assert.Equal(("", ExitCode.Pass), (said.Error, said.Code));
        Assert.Equal($"{Answer}\n{Answer}\n", said.Out);
    }

    [Fact]
    public void A_wrong_line_is_named_after_the_answers_before_it()
    {
        var said = Run($"{Case}\n{{}}\n{Case}\n");
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("line 2: expected a field 'form', found none", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal($"{Answer}\n", said.Out);
    }

    private static Terminal.Said Run(string script, params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], script);
        return Terminal.Run(["anonvma", folder["script"], .. words]);
    }
}
