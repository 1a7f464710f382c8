using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Mm;

public class VmaScriptTests
{
    private const string Good = """{"name":"n","ops":[{"op":"mmap 16 1 r - 0"}]}""";

    [Theory]
    [InlineData("[]", "expected an object, found []")]
    [InlineData("{\"name\":\"n\",\"op\":[]}", "expected the fields name, ops, found 'op'")]
    [InlineData("{\"name\":\"n\"}", "expected a field 'ops', found none")]
    [InlineData("{\"name\":7,\"ops\":[]}", "expected 'name' to be a plain line of text, found 7")]
    [InlineData("{\"name\":\"n\",\"ops\":[7]}", "expected 'ops[0]' to be an object, found 7")]
    [InlineData("{\"name\":\"n\",\"ops\":[{\"op\":7}]}",
        "expected 'ops[0].op' to be a plain line of text, found 7")]
    [InlineData("{\"name\":\"n\",\"ops\":[{\"opp\":7}]}",
        "expected the fields op, fail, hit, rc, ev, vmas, map_count, vm, live, found 'ops[0].opp'")]
    public void A_line_that_is_no_case_is_refused(string line, string expected) => IsRefused(line, expected);

    [Theory]
    [InlineData("", "expected 'ops[0].op' to begin with one of mmap, munmap, flags, split, fault")]
    [InlineData("mremap 1", "expected 'ops[0].op' to begin with one of mmap, munmap, flags, split, fault")]
    [InlineData("mmap 1 1 r -", "expected 'ops[0].op' to be 'mmap P N flags file offset', found 'mmap 1 1")]
    [InlineData("fault  1", "expected 'ops[0].op' to be 'fault P', found 'fault  1'")]
    [InlineData("mmap x 1 r - 0",
        "expected 'ops[0].op' to have a page from 0 to 34359738366 as its word 2, found 'mmap x")]
    [InlineData("fault 34359738367", "expected 'ops[0].op' to have a page from 0 to 34359738366")]
    [InlineData("fault -1", "expected 'ops[0].op' to have a page from 0 to 34359738366")]
    [InlineData("mmap 1 0 r - 0", "expected 'ops[0].op' to have a number of pages, not 0, that end below")]
    [InlineData("munmap 34359738366 2 1",
        "expected 'ops[0].op' to have a number of pages, not 0, that end below the top as its word 3")]
    [InlineData("brk 1 18446744073709551616", "expected 'ops[0].op' to have a number of pages, not 0")]
    [InlineData("munmap 1 1 2", "expected 'ops[0].op' to have 0 or 1 as its word 4, found 'munmap 1 1 2'")]
    [InlineData("flags 1 1 rk", "expected 'ops[0].op' to have letters of rwxsgciqln or _ as its word 4")]
    [InlineData("flags 1 1 ra", "expected 'ops[0].op' to have letters of rwxsgciqln or _ as its word 4")]
    [InlineData("flags 1 1 rr", "expected 'ops[0].op' to have letters of rwxsgciqln or _ as its word 4")]
    [InlineData("flags 1 1 ", "expected 'ops[0].op' to have letters of rwxsgciqln or _ as its word 4")]
    [InlineData("mmap 1 1 r f4 0", "expected 'ops[0].op' to have a file, f1, f2, f3 or - as its word 5")]
    [InlineData("mmap 1 1 r f1 34359738368", "expected 'ops[0].op' to have a number up to 34359738367 as")]
    [InlineData("limit 1.5", "expected 'ops[0].op' to have a number up to 34359738367 as its word 2")]
    [InlineData("mmap 1 1 rs - 0", "expected 'ops[0].op' to name a file, as its memory is shared, found")]
    public void A_step_that_is_none_is_refused(string op, string expected) => IsRefused(
        $$"""{"name":"n","ops":[{"op":"{{op}}"}]}""", expected);

    [Theory]
    [InlineData("vma",
        "expected 'ops[0].fail' to be one of vma, clone, prealloc, clear, charge, policy, driver, and a")]
    [InlineData("vma 0", "expected 'ops[0].fail' to be one of vma")]
    [InlineData("vma 2147483648", "expected 'ops[0].fail' to be one of vma")]
    [InlineData("page 1", "expected 'ops[0].fail' to be one of vma")]
    [InlineData("vma 1 1", "expected 'ops[0].fail' to be one of vma")]
    public void A_failure_that_is_none_is_refused(string fail, string expected) => IsRefused(
        $$"""{"name":"n","ops":[{"op":"fault 1","fail":"{{fail}}"}]}""", expected);

    [Theory]
    [InlineData("munmap 0 34359738367 1", 0)]
    [InlineData("fault 34359738366", -14)]
    [InlineData("fault 16", -13)]
    [InlineData("forked 16", -22)]
    [InlineData("split 16 0", -22)]
    [InlineData("split 17 0", -22)]
    [InlineData("grow 16", 0)]
    [InlineData("grow 15", -14)]
    [InlineData("grow 17", -14)]
    [InlineData("brk 15 2", -17)]
    [InlineData("flags 17 1 r", -12)]
    [InlineData("limit 34359738367", 0)]
    public void The_ends_of_what_can_be_asked_are_answered(string op, int result)
    {
        var answers = new StringWriter();
        string line = Good.Replace("}]}", $"}},{{\"op\":\"{op}\"}}]}}", StringComparison.Ordinal);
        Assert.Null(VmaScript.Run(new StringReader(line), answers, ScriptMachineKind.Native));
        Assert.Equal(result, (int)new VmaRecording(answers.ToString()).Steps[1]["rc"]!);
    }

    private static void IsRefused(string line, string expected)
    {
        var answers = new StringWriter();
        var script = new StringReader($"# a case\n{Good}\n\n{line}\n{Good}\n");
        string? error = VmaScript.Run(script, answers, ScriptMachineKind.Native);
        Assert.StartsWith($"line 4: {expected}", error, StringComparison.Ordinal);
        Assert.Single(answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
