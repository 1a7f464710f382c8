using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// What a script may not ask of a cursor: the line is named, and those before it are answered.
/// </summary>
public sealed class CursorRuleTests
{
    private const string Reset = "expected 'creset', 'cpause' or 'cset' of cursor 0 first: ";

    [Theory]

    // A write has put it out of date.
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cnext 0 max", Reset + "tree 0 was written to since")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cprev 0 0", Reset + "tree 0 was written to since")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cfind 0 max", Reset + "tree 0 was written to since")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cfindrev 0 0", Reset + "tree 0 was written to since")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cstore 0 1", Reset + "tree 0 was written to since")]
    [InlineData("readlock; cset 0 15; cwalk 0; store 0 1 2 3; cstore 0 1", Reset + "tree 0 was written to")]
    [InlineData("cset 0 15; cwalk 0; readlock; store 0 1 2 3; cnext 0 max", Reset + "tree 0 was written to")]
    [InlineData("readlock; cset 0 15; cwalk 0; store 0 1 2 3; readunlock; cnext 0 max", Reset + "tree 0 was")]
    [InlineData("cset 0 15; cwalk 0; cur 1 0 3; cstore 1 5; cnext 0 max", Reset + "tree 0 was written to")]

    // A limit that was met without one.
    [InlineData("cset 0 15; cpause 0; cprev 0 15; cprev 0 0", Reset + "it is in state underflow and stands")]
    [InlineData("cset 0 15; cnext 0 15; cnext 0 max", Reset + "it is in state overflow and stands nowhere")]
    [InlineData("cset 0 15; cnext 0 15; cfindrev 0 0", Reset + "it is in state overflow and stands nowhere")]

    // Positions that are none.
    [InlineData("csetrange 0 5 390; cprealloc 0 1; cdestroy 0; cstore 0 1", Reset + "it does not stand in")]
    [InlineData("store 0 0 max 1; cur 0 0 1 max; cstore 0 2; csetrange 0 0 max; cstore 0 null; cnext 0 max; "
        + "csetin 0 5 9; cnext 0 max", Reset + "the node it stood in is gone")]
    public void A_position_that_is_out_of_date_is_refused(string text, string expected) =>
        IsRefused(text, expected);

    [Theory]
    [InlineData("cnext 3 max", "expected a cursor made by 'cur', found 3")]
    [InlineData("cur 0 7 5", "expected a tree made by 'new', found 7")]
    [InlineData("new 0 rcu; cshow 0", "expected a cursor made by 'cur', found 0")]
    [InlineData("cnext 0", "expected 'cnext C max', found 1 operand")]
    [InlineData("cur 0 0", "expected 'cur C T i [last]', found 2 operands")]
    [InlineData("cstore 0 advanced", "expected 'cstore C v|null|zero', found 'advanced'")]
    [InlineData("cstore 0 max", "expected 'cstore C v|null|zero' with v from 0 to 922337203685477580")]

    // Preparation.
    [InlineData("cstoreprealloc 0 1", "expected 'cprealloc' just before, of a value like the one stored")]
    [InlineData("cset 0 5; cprealloc 0 1; cstoreprealloc 0 null", "expected 'cprealloc' just before")]
    [InlineData("cset 0 5; cprealloc 0 1; cset 0 6; cstoreprealloc 0 1", "expected 'cprealloc' just before")]
    [InlineData("cset 0 5; cprealloc 0 1; store 0 5 5 1; cstoreprealloc 0 1", "expected 'cprealloc' just")]
    [InlineData("cset 0 5; cprealloc 0 1; cstore 0 1", "expected 'cstoreprealloc', 'cprealloc' or")]
    [InlineData("cset 0 5; cprealloc 0 1; cerase 0", "expected 'cstoreprealloc', 'cprealloc' or 'cdestroy'")]

    // Ranges and states.
    [InlineData("cset 0 15; cwalk 0; csetin 0 25 30", "expected a range that begins from 10 to 19, found 2")]
    [InlineData("cset 0 15; cwalk 0; csetin 0 15 14", "expected a range that begins from 10 to 19, found 1")]
    [InlineData("csetrange 0 9 3; cstore 0 1", "expected a range to write to, found 9 to 3")]
    [InlineData("cwalk 0; cemptyarea 0 0 max 5", "expected a cursor in state start, found it in state act")]
    [InlineData("cset 0 5; failall cstoregfp 0 1; cstore 0 1", "expected 'creset', 'cset' or 'cnomem' after")]

    // Prefixes and sections.
    [InlineData("failnowait", "expected an operation after 'failnowait', found nothing")]
    [InlineData("failall load 0 1", "expected one of store, insert, erase")]
    [InlineData("failall failnowait cstore 0 1", "unknown operation 'failnowait'")]
    [InlineData("force load 0 1", "expected an operation on a cursor after 'force', found 'load'")]
    [InlineData("readlock; readlock", "expected 'readunlock' before another 'readlock'")]
    [InlineData("readunlock", "expected 'readlock' before 'readunlock'")]
    [InlineData("readlock; forkwalk 0 0 1", "expected 'readunlock' before 'forkwalk', which leaves RCU mode")]
    public void What_has_no_answer_is_refused(string text, string expected) => IsRefused(text, expected);

    /// <summary>What only meets its limit, or starts from the root, may be asked all the same.</summary>
    /// <summary>A freed root that a cursor still names is not looked at, whatever section is open.</summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_node_that_was_freed_before_the_section_is_not_kept_by_it(ScriptMachineKind machine)
    {
        string[] answers = ScriptRun.Of(
            "new 0 both\ncur 0 0 33 60\ncstore 0 1\ncsetrange 0 0 max\ncstore 0 null\nreadlock\n"
            + "cstoregfp 0 null\ncprev 0 7\nreadunlock",
            machine);
        Assert.Contains("\"state\":\"underflow\"", answers[7], StringComparison.Ordinal);
        Assert.EndsWith("\"lost\":true}}", answers[7], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cnext 0 19", "overflow")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cprev 0 10", "underflow")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; cfindrev 0 11", "active")]
    [InlineData("cset 0 15; cwalk 0; cprev 0 15; store 0 1 2 3; force cnext 0 max", "active")]
    [InlineData("cset 0 15; cwalk 0; store 0 1 2 3; force cwalk 0", "active")]
    [InlineData("readlock; cset 0 15; cwalk 0; store 0 1 2 3; cnext 0 max", "active")]
    [InlineData("cset 0 15; cwalk 0; readlock; cnext 0 max; store 0 1 2 3; cnext 0 max", "active")]
    public void What_needs_no_position_is_answered(string text, string state)
    {
        string script = string.Join('\n', $"new 0 rcu; fill 0 40 0 10 0 1; cur 0 0 0; {text}".Split("; "));
        foreach (var machine in Enum.GetValues<ScriptMachineKind>())
        {
            var last = ScriptRun.Of(script, machine)[^1];
            Assert.Contains($"\"state\":\"{state}\"", last, StringComparison.Ordinal);
        }
    }

    private static void IsRefused(string text, string expected)
    {
        string[] lines = [.. "new 0 rcu; fill 0 40 0 10 0 1; cur 0 0 0".Split("; "), .. text.Split("; ")];
        foreach (var machine in Enum.GetValues<ScriptMachineKind>())
        {
            var answers = new StringWriter();
            var wrong = MapleScript.Run(new StringReader(string.Join('\n', lines)), answers, machine);
            Assert.StartsWith($"line {lines.Length}: {expected}", wrong, StringComparison.Ordinal);
            Assert.Equal(lines.Length, answers.ToString().Split('\n').Length);
        }
    }
}
