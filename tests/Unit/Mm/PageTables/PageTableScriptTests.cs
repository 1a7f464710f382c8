using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Mm;

public class PageTableScriptTests
{
    private const string Good = """{"name":"n","vmas":[["0x1000","0x2000"]],"pages":["0x1000"],"ops":[]}""";

    [Theory]
    [InlineData("[]", "expected an object, found []")]
    [InlineData("{\"name\":", "expected an object in JSON, found something else at character 9")]
    [InlineData("frob", "expected an object in JSON, found something else at character 2")]
    [InlineData("{\"name\":\"n\",\"name\":\"m\"}", "expected an object in JSON")]
    [InlineData("{\"name\":\"n\",\"vma\":[]}",
        "expected the fields name, vmas, pages, ops, bytes, found 'vma'")]
    [InlineData("{\"name\":\"n\",\"pages\":[],\"ops\":[]}", "expected a field 'vmas', found none")]
    [InlineData("{\"name\":7,\"vmas\":[],\"pages\":[],\"ops\":[]}",
        "expected 'name' to be a plain line of text, found 7")]
    [InlineData("{\"name\":\"\\ud800\",\"vmas\":[],\"pages\":[],\"ops\":[]}",
        "expected 'name' to be a plain line of text, found \"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}", "expected an object in JSON, found half of a character")]
    public void A_line_that_is_no_case_is_refused(string line, string expected) => IsRefused(line, expected);

    [Theory]
    [InlineData("7", "expected 'vmas' to be an array, found 7")]
    [InlineData("[7]", "expected 'vmas[0]' to be an array, found 7")]
    [InlineData("[[\"0x1000\"]]", "expected 'vmas[0]' to be [start, end] or [start, end, \"huge\"]")]
    [InlineData("[[\"0x1000\",\"0x2000\",\"big\"]]",
        "expected 'vmas[0]' to be [start, end] or [start, end, \"huge")]
    [InlineData("[[\"0x1000\",\"0x2000\",\"\\ud800\"]]",
        "expected 'vmas[0]' to be [start, end] or [start, end, \"huge")]
    [InlineData("[[\"0x1000\",\"0x2001\"]]",
        "expected 'vmas[0][1]' to be a multiple of 0x1000, found \"0x2001\"")]
    [InlineData("[[\"0x2000\",\"0x2000\"]]", "expected 'vmas[0]' to end above its start")]
    [InlineData("[[\"0x1000\",\"0x3000\"],[\"0x2000\",\"0x4000\"]]",
        "expected 'vmas[1]' to begin at or above 0x3000")]
    [InlineData("[[\"0x1000\",\"0x800000000000\"]]",
        "expected 'vmas[0][1]' to be an address from \"0x0\" to \"0x7ffffffff000\"")]
    [InlineData("[[\"4096\",\"0x2000\"]]", "expected 'vmas[0][0]' to be an address from")]
    public void A_vma_that_is_none_is_refused(string vmas, string expected) => IsRefused(
        $$"""{"name":"n","vmas":{{vmas}},"pages":[],"ops":[]}""", expected);

    [Theory]
    [InlineData("\"0x7ffffffff000\"",
        "expected 'pages[0]' to be an address from \"0x0\" to \"0x7fffffffe000\"")]
    [InlineData("\"0x1\"", "expected 'pages[0]' to be a multiple of 0x1000")]
    [InlineData("4096", "expected 'pages[0]' to be an address from")]
    public void A_page_that_is_none_is_refused(string page, string expected) => IsRefused(
        $$"""{"name":"n","vmas":[],"pages":[{{page}}],"ops":[]}""", expected);

    [Theory]
    [InlineData("7", "expected 'ops[0]' to be an object, found 7")]
    [InlineData("""{"op":"frob"}""", "expected an op 'range' or 'tables', found 'frob'")]
    [InlineData("""{"op":"range","addr":"0x0","end":"0x0","floor":"0x0"}""",
        "expected a field 'ops[0].ceiling', found none")]
    [InlineData("""{"op":"range","form":"v65"}""", "expected the fields op, addr, end, floor, ceiling")]
    [InlineData("""{"op":"tables","form":"v71"}""", "expected a form v65, v68 or v70, found 'v71'")]
    [InlineData("""{"op":"tables","form":"v65","first":0,"floor":"0x0","ceiling":"0x0","zero":1}""",
        "expected the fields op, form, first, floor, ceiling, unlinked")]
    [InlineData("""{"op":"tables","form":"v70","first":0,"floor":"0x0","ceiling":"0x0"}""",
        "expected a field 'ops[0].tree_end', found none")]
    [InlineData("""{"op":"tables","form":"v65","first":1,"floor":"0x0","ceiling":"0x0"}""",
        "expected 'ops[0].first' to be the number of a VMA, from 0 to 0, found 1")]
    [InlineData("""{"op":"tables","form":"v65","first":0,"floor":"0x1p4","ceiling":"0x0"}""",
        "expected 'ops[0].floor' to be an address from")]
    public void An_op_that_is_none_is_refused(string op, string expected) => IsRefused(
        $$"""{"name":"n","vmas":[["0x1000","0x2000"]],"pages":[],"ops":[{{op}}]}""", expected);

    [Theory]
    [InlineData("first")]
    [InlineData("zero")]
    public void A_vma_that_is_gone_cannot_be_named_again(string field)
    {
        const string One = """{"op":"tables","form":"v65","first":1,"floor":"0x0","ceiling":"0x0"}""";
        string again = field == "first"
            ? One
            : """{"op":"tables","form":"v68","first":0,"floor":"0x0","ceiling":"0x0","zero":1}""";
        IsRefused(
            $$"""
            {"name":"n","vmas":[["0x1000","0x2000"],["0x3000","0x4000"]],"pages":[],"ops":[{{One}},{{again}}]}
            """,
            $"expected 'ops[1].{field}' to be a VMA that is left, found 1");
    }

    private static void IsRefused(string line, string expected)
    {
        var answers = new StringWriter();
        var script = new StringReader($"# a case\n{Good}\n\n{line.Trim()}\n{Good}\n");
        string? error = PageTableScript.Run(script, answers, ScriptMachineKind.Native);
        Assert.StartsWith($"line 4: {expected}", error, StringComparison.Ordinal);
        Assert.Single(answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
