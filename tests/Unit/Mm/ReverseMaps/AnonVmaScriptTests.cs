using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>Lines on anonymous reverse maps that are not understood.</summary>
public class AnonVmaScriptTests
{
    private const string Usage = "'vma N', 'fault N', 'fork N M', 'split N M' or 'exit N'";

    [Theory]
    [InlineData("[]", "expected an object, found []")]
    [InlineData("{}", "expected a field 'form', found none")]
    [InlineData("""{"form":"6.17"}""", "expected a form 6.18, 7.0, 7.1, found '6.17'")]
    [InlineData("""{"form":"7.1","ops":[]}""", "expected a field 'name', found none")]
    [InlineData(
        """{"form":"7.1","name":"n","vmas":1}""", "expected the fields name, form, ops, found 'vmas'")]
    [InlineData("""{"form":"7.1","name":"n","ops":{}}""", "expected 'ops' to be an array, found {}")]
    [InlineData(
        """{"form":"7.1","name":"n","ops":[1]}""", "expected 'ops[0]' to be an object, found 1")]
    public void A_line_says_what_was_expected(string line, string expected) =>
        Assert.Equal($"line 1: {expected}", Run(line));

    [Theory]
    [InlineData("grow 1", "expected 'ops[0].op' to be " + Usage + ", found 'grow 1'")]
    [InlineData("vma", "expected 'ops[0].op' to be " + Usage + ", found 'vma'")]
    [InlineData("vma 0", "expected 'ops[0].op' to be " + Usage + ", found 'vma 0'")]
    [InlineData("vma 1 2", "expected 'ops[0].op' to be " + Usage + ", found 'vma 1 2'")]
    [InlineData("fork 1", "expected 'ops[0].op' to be " + Usage + ", found 'fork 1'")]
    [InlineData("split 1 x", "expected 'ops[0].op' to be " + Usage + ", found 'split 1 x'")]
    [InlineData("fault 1", "expected 'ops[0].op' to name a VMA that is there, found 1")]
    public void A_step_says_what_was_expected(string step, string expected) =>
        Assert.Equal($"line 1: {expected}", Run(Line($$"""{"op":"{{step}}"}""")));

    [Theory]
    [InlineData("vma 1", "", "expected 'ops[1].op' to name a new VMA, found 1")]
    [InlineData("fork 1 1", "", "expected 'ops[1].op' to name a new VMA, found 1")]
    [InlineData("exit 2", "", "expected 'ops[1].op' to name a VMA that is there, found 2")]
    [InlineData("fault 1", ",\"fail\":0", "expected 'ops[1].fail' to be at least 1, found 0")]
    [InlineData(
        "fault 1",
        ",\"fail\":-1",
        "expected 'ops[1].fail' to be the place of a request for memory, from 1, found -1")]
    public void A_later_step_says_what_was_expected(string step, string more, string expected) =>
        Assert.Equal(
            $"line 1: {expected}", Run(Line($$"""{"op":"vma 1"},{"op":"{{step}}"{{more}}}""")));

    private static string Line(string steps) => $$"""{"name":"n","form":"6.18","ops":[{{steps}}]}""";

    private static string? Run(string line)
    {
        var answers = new StringWriter();
        string? wrong = AnonVmaScript.Run(new StringReader(line), answers, ScriptMachineKind.Traced);
        Assert.Equal("", answers.ToString());
        return wrong;
    }
}
