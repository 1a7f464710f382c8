using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class PageTableTests
{
    private const string Inputs =
        """{"name":"a page","vmas":[["0x7f0000001000","0x7f0000002000"]],"pages":["0x7f0000001000"]""";

    private const string Op =
        "{\"op\":\"tables\",\"form\":\"v65\",\"first\":0,\"floor\":\"0x0\",\"ceiling\":\"0x7f0000003000\"";

    private const string Calls = """[["0x7f0000001000","0x7f0000002000","0x0","0x7f0000003000"]]""";

    private const string Left =
        """[["pud","0x7f0000000000"],["pmd","0x7f0000000000"],["pte","0x7f0000000000"]]""";

    private const string Case = $"{Inputs},\"ops\":[{Op}}}]}}";

    private const string Answer =
        $"{Inputs},\"bytes\":12288,\"ops\":[{Op},\"unlinked\":[0],\"calls\":{Calls},\"freed\":[],"
        + $"\"bytes\":12288,\"left\":{Left}}}]}}";

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
        Assert.Contains("line 2: expected a field 'vmas', found none", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal($"{Answer}\n", said.Out);
    }

    private static Terminal.Said Run(string script, params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], script);
        return Terminal.Run(["pgtables", folder["script"], .. words]);
    }
}
