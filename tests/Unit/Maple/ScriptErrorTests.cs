using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

public sealed class ScriptErrorTests
{
    [Theory]
    [InlineData("stor 0 1 2 3", "line 3: expected an operation (new, store, insert")]
    [InlineData("store 0 1 2", "line 3: expected 'store T first last v|null', found 3 operands")]
    [InlineData("store 0 1 x 3", "line 3: expected 'store T first last v|null', found 'x'")]
    [InlineData("store 0 -1 5 3", "line 3: expected 'store T first last v|null', found '-1'")]
    [InlineData("store 0 1 99999999999999999999 3", "line 3: expected 'store T first last v|null'")]
    [InlineData("insert 0 1 2 null", "line 3: expected 'insert T first last v', found 'null'")]
    [InlineData("store 7 1 2 3", "line 3: expected a tree made by 'new', found 7")]
    [InlineData("dup 0 9", "line 3: expected a tree made by 'new', found 9")]
    [InlineData("new 1 fast", "line 3: expected 'new T none|rcu|arange|both', found 'fast'")]
    [InlineData("bulk 0 5 1", "line 3: expected 'bulk T n [first size gap [expected]]', found 3 operands")]
    [InlineData("thin 0 0 0", "line 3: expected 'thin T k ph' with k of at least 1")]
    [InlineData("dup 0 0", "line 3: expected two trees, found 0 twice")]
    [InlineData("fill 0 max 0 1 0 1", "line 3: expected at most 20000000 entries")]
    [InlineData("bulk 0 500 0 9 0 1", "line 3: expected a bulk load into an empty tree of no more entries")]
    [InlineData("bulk 0 5 0 9 0 1000000000", "line 3: expected at most 20000000 entries announced")]
    [InlineData("store 0 1 2 max", "line 3: expected 'store T first last v|null', found 'max'")]
    [InlineData("insert 0 1 2 0x8000000000000000", "line 3: expected 'insert T first last v', found '0x8")]
    [InlineData("allocrev 0 1 2 1 max-1", "line 3: expected 'allocrev T min max size v', found 'max-1'")]
    [InlineData("fill 0 1 0 9 0 max", "line 3: expected 'fill T n first size gap v0', found 'max'")]
    [InlineData("new", "line 3: expected 'new T none|rcu|arange|both', found 0 operands")]
    public void AMalformedLineIsNamedAndTheLinesBeforeAreAnswered(string line, string expected)
    {
        var answers = new StringWriter();
        var error = MapleScript.Run(
            new StringReader($"new 0 none\nstore 0 5 max-1 1\n{line}\nload 0 5\n"),
            answers,
            ScriptMachineKind.Traced);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.Equal(2, answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void ATreeMadeAnewLeavesNothingToTheNextOperation(ScriptMachineKind machine)
    {
        var lines = ScriptRun.Of("new 0 rcu\nfill 0 40 0 1 0 1\nnew 0 none\nstore 0 0 0 1\n", machine);
        Assert.Equal(
            "{\"i\":3,\"op\":\"store\",\"t\":0,\"rc\":0,\"wr\":\"wr_store_root\",\"live\":0}", lines[3]);
    }

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void AWalkThatWouldMeetTheRootValueForEverIsCutShort(ScriptMachineKind machine)
    {
        var lines = ScriptRun.Of("new 0 rcu\nstore 0 0 0 5\nforkwalk 0 max 1\nload 0 0\n", machine);
        Assert.Contains("\"replaced\":1,\"erased\":0", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("\"val\":6}", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersMayBeDecimalHexadecimalOrCountedFromTheTop()
    {
        var lines = ScriptRun.Of(
            "# a comment\n\nnew 0 rcu\nstore 0 0x10 16 7\nload 0 16\nstore 0 max-3 max 9\nfind 0 17 max",
            ScriptMachineKind.Native);
        Assert.Contains("\"val\":7", lines[2], StringComparison.Ordinal);
        Assert.Equal(
            "{\"i\":4,\"op\":\"find\",\"t\":0,\"val\":9,\"first\":18446744073709551612,"
            + "\"last\":18446744073709551615,\"next\":0}",
            lines[4]);
    }
}
