using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class AddressSpaceTests
{
    private const string First = """{"name":"a page","ops":[{"op":"mmap 32 1 rw - 0" """;
    private const string Second = """{"op":"brk 33 1","fail":"charge 1" """;

    private const string Vmas =
        """ "vmas":[[1,"0x20000","0x21000",32,"rwa","-",[],0]],"map_count":1,"vm":[1,1,0,0],"live":1}""";

    private const string Events =
        """ "ev":[["charge",1],["new",1],["lock",1],["attach",1],["lock",1]]""";

    private const string Failed = """ "hit":1,"rc":-12,"ev":[["fail","charge"]]""";

    private static readonly string given = Tight($"{First}}},{Second}}}]}}");

    private static readonly string answer = Tight(
        $"{First},\"rc\":0,{Events},{Vmas},{Second},{Failed},{Vmas}]}}");

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
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("line 2: expected a field 'name', found none", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal($"{answer}\n", said.Out);
    }

    /// <summary>Leaves the blanks out that keep quotes apart.</summary>
    private static string Tight(string line) => line
        .Replace("\" ,", "\",", StringComparison.Ordinal)
        .Replace("\" }", "\"}", StringComparison.Ordinal)
        .Replace(", \"", ",\"", StringComparison.Ordinal);

    private static Terminal.Said Run(string script, params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], script);
        return Terminal.Run(["vma", folder["script"], .. words]);
    }
}
