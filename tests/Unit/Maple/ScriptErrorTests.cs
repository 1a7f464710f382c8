using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

public sealed class ScriptErrorTests
{
    [Theory]
    [InlineData("stor 0 1 2 3", "line 3: unknown operation 'stor': expected one of new, store")]
    [InlineData("store 0 1 2", "line 3: expected 'store T first last v|null|zero|advanced|reserved', found")]
    [InlineData("store 0 1 x 3", "line 3: expected 'store T first last v|null|zero|advanced|reserved', f")]
    [InlineData("store 0 -1 5 3", "line 3: expected 'store T first last v|null|zero|advanced|reserved'")]
    [InlineData("store 0 1 99999999999999999999 3", "line 3: expected 'store T first last v|null|zero|adv")]
    [InlineData("insert 0 1 2 none",
        "line 3: expected 'insert T first last v|null|zero|advanced|reserved', found 'none'")]
    [InlineData("store 7 1 2 3", "line 3: expected a tree made by 'new', found 7")]
    [InlineData("dup 0 9", "line 3: expected a tree made by 'new', found 9")]
    [InlineData("new 1 fast", "line 3: expected 'new T none|rcu|arange|both', found 'fast'")]
    [InlineData("bulk 0 5 1", "line 3: expected 'bulk T n [first size gap [expected]]', found 3 operands")]
    [InlineData("thin 0 0 0", "line 3: expected 'thin T k ph' with k of at least 1")]
    [InlineData("dup 0 0", "line 3: expected two trees, found 0 twice")]
    [InlineData("fill 0 max 0 1 0 1", "line 3: expected at most 1000000 entries")]
    [InlineData("bulk 0 500 0 9 0 1", "line 3: expected a bulk load into an empty tree of no more entries")]
    [InlineData("bulk 0 5 0 9 0 1000000000", "line 3: expected at most 1000000 entries announced")]
    [InlineData("store 0 1 2 max",
        "line 3: expected 'store T first last v|null|zero|advanced|reserved' with v from 0 to 922337203")]
    [InlineData("insert 0 1 2 0x8000000000000000",
        "line 3: expected 'insert T first last v|null|zero|advanced|reserved' with v from 0 to")]
    [InlineData("allocrev 0 1 2 1 max-1",
        "line 3: expected 'allocrev T min max size v|null|zero|advanced|reserved' with v from 0")]
    [InlineData("fill 0 1 0 9 0 max", "line 3: expected 'fill T n first size gap v0' with v0 from 0")]
    [InlineData("load 0", "line 3: expected 'load T i', found 1 operand")]
    [InlineData("forkwalk 0 0 max", "line 3: expected 'forkwalk T k add' with add from 0 to 92233720")]
    [InlineData("forkwalk 0 0 0x7fffffffffffffff", "line 3: expected values up to 9223372036854775807")]
    [InlineData("fill 0 5 0 10 10 0x7ffffffffffffffc", "line 3: expected values up to 9223372036854775807")]
    [InlineData("filllay 0 5 0 0x7ffffffffffffffc", "line 3: expected values up to 9223372036854775807")]
    [InlineData("filllay 0 5 3 1", "line 3: expected a layout from 0 to 2, found 3")]
    [InlineData("bulklay 0 5 77", "line 3: expected a layout from 0 to 2, found 77")]
    [InlineData("bulk 0 10 max-20 10 1", "line 3: expected ranges that end by 18446744073709551615")]
    [InlineData("fill 0 2 max-20 11 0 1", "line 3: expected ranges that end by 18446744073709551615")]
    [InlineData("fillrev 0 2 0 1 max 1", "line 3: expected ranges that end by 18446744073709551615")]
    [InlineData("bulk 0 10 0 0 0", "line 3: expected a size of at least 1, found 0")]
    [InlineData("load 0 1\0", "line 3: expected 'load T i', found '1")]
    [InlineData("load 0 +1", "line 3: expected 'load T i', found '+1'")]
    [InlineData("load 0 1,000", "line 3: expected 'load T i', found '1,000'")]
    [InlineData("load 0 ١", "line 3: expected 'load T i', found '١'")]
    [InlineData("load 0 0x1\0", "line 3: expected 'load T i', found '0x1")]
    [InlineData("load 0 max-1\0", "line 3: expected 'load T i', found 'max-1")]
    [InlineData("load 0\u00a01", "line 3: expected 'load T i', found 1 operand")]
    [InlineData("load 0 1\u2028", "line 3: expected 'load T i', found '1")]
    [InlineData("\u00a0", "line 3: unknown operation")]
    [InlineData("\0", "line 3: unknown operation")]
    [InlineData("new", "line 3: expected 'new T none|rcu|arange|both', found 0 operands")]
    public void A_malformed_line_is_named_and_the_lines_before_are_answered(string line, string expected)
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
    [InlineData("fill 0 2 max-20 10 1 0x7ffffffffffffffe", "\"rc\":0")]
    [InlineData("fill 0 0 0 10 10 0x7fffffffffffffff", "\"n\":0,\"rc\":0")]
    [InlineData("fill 0 3 5 0 10 1", "\"rc\":-22")]
    [InlineData("forkwalk 0 0 0x7ffffffffffffffe", "\"replaced\":1")]
    public void What_just_fits_is_taken(string line, string expected)
    {
        var lines = ScriptRun.Of($"new 0 none\nstore 0 5 6 1\n{line}\n", ScriptMachineKind.Native);
        Assert.Contains(expected, lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_tree_made_anew_leaves_nothing_to_the_next_operation(ScriptMachineKind machine)
    {
        var lines = ScriptRun.Of("new 0 rcu\nfill 0 40 0 1 0 1\nnew 0 none\nstore 0 0 0 1\n", machine);
        Assert.Equal(
            "{\"i\":3,\"op\":\"store\",\"t\":0,\"rc\":0,\"wr\":\"wr_store_root\",\"live\":0}", lines[3]);
    }

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_walk_that_would_meet_the_root_value_for_ever_is_cut_short(ScriptMachineKind machine)
    {
        var lines = ScriptRun.Of("new 0 rcu\nstore 0 0 0 5\nforkwalk 0 max 1\nload 0 0\n", machine);
        Assert.Contains("\"replaced\":1,\"erased\":0", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("\"val\":6}", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_may_be_decimal_hexadecimal_or_counted_from_the_top()
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
