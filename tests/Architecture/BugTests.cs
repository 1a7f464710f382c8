namespace RcuSim.Tests.Architecture;

public class BugTests
{
    private const string Algorithm = "src/RcuSim/Mm/Walk.cs";
    private const string Wrong = "src/RcuSim/Mm/Bugs/EarlyLink.cs";
    private const string Switches = "src/RcuSim/Faults/BugSwitch.cs";
    private const string Rows = "src/RcuSim/Scenarios/Gallery/Gallery.cs";
    private const string Hunt = "tests/Coyote/BugTests.cs";

    private static readonly Dictionary<string, string> right = new()
    {
        [Switches] = """
            enum BugSwitch
            {
                [BugId("A1")] DeadUnchecked = 0, [BugId("A2")] LateOrder = 1, [BugId("A3")] EarlyLink = 2 }
            """,
        [Rows] = """
            Bug[] all =
            [
                new() { Switch = BugSwitch.DeadUnchecked, Expected = [Kind.Uaf] },
                new() { Switch = BugSwitch.LateOrder, Expected = [Kind.Race] },
                new() { Switch = BugSwitch.EarlyLink, Expected = [Kind.Race] },
            ];
            """,
        [Algorithm] = """
            partial class Walk
            {
                bool Skip(Node node) => node.IsDead() && (a || !machine.Acts(BugSwitch.DeadUnchecked));
                void Weaken() => machine.Store(w, v, machine.Acts(BugSwitch.LateOrder) ? Once : Release);
                void Detour(Vma vma)
                {
                    if (machine.Detours(BugSwitch.EarlyLink)) { LinkFirst(vma); return; }
                    Fill(vma);
                }
            }
            """,
        [Wrong] = """
            /// <content>A3, Linux 6.1 to 6.4.</content>
            partial class Walk { void LinkFirst(Vma vma) { machine.Acts(BugSwitch.EarlyLink); Link(vma); } }
            """,
        [Hunt] = """
            foreach (var bug in Gallery.All) { Run(new() { Bugs = [bug.Switch] }); Run(new() { Bugs = [] }); }
            """,
    };

    [Fact]
    public void Bugs_have_legal_shapes() => Expect.None(BugRule.Check(
        [.. Source.Below("src/RcuSim")], [.. Source.Below("tests/Coyote", "tests/Coyote.Rewritten")]));

    [Fact]
    public void The_three_shapes_pass() => Expect.None(Check(Algorithm, right[Algorithm]));

    [Theory]
    [InlineData("if (node.IsDead() && !machine.Acts(BugSwitch.DeadUnchecked)) { return; } else { F(); }")]
    [InlineData("if (!machine.Acts(BugSwitch.DeadUnchecked)) { F(); }")]
    [InlineData("if (a) { F(); } else if (!machine.Acts(BugSwitch.DeadUnchecked)) { G(); }")]
    [InlineData("while (F() && !machine.Acts(BugSwitch.DeadUnchecked)) { }")]
    [InlineData("return vma.Mm == mm || machine.Acts(BugSwitch.DeadUnchecked);")]
    [InlineData("bool more = F() && !machine.Acts(BugSwitch.DeadUnchecked);")]
    [InlineData("n = machine.Acts(BugSwitch.DeadUnchecked) ? asked : answered + 1;")]
    public void More_of_the_three_shapes_pass(string code) => Expect.None(Second(code));

    [Theory]
    [InlineData("bool early = machine.Acts(BugSwitch.DeadUnchecked);", "not kept")]
    [InlineData("bool right = !machine.Acts(BugSwitch.DeadUnchecked);", "not kept")]
    [InlineData("machine.Acts(BugSwitch.DeadUnchecked);", "not kept")]
    [InlineData("F(machine.Acts(BugSwitch.DeadUnchecked));", "not kept")]
    [InlineData("if (machine.Acts(BugSwitch.DeadUnchecked)) { machine.Free(a); }", "behind a detour")]
    [InlineData("if (!machine.Acts(BugSwitch.DeadUnchecked)) { F(); } else { G(); }", "behind a detour")]
    [InlineData("if (a && machine.Acts(BugSwitch.DeadUnchecked)) { machine.Free(a); }", "sets none")]
    [InlineData("if (!machine.Acts(BugSwitch.DeadUnchecked) && node.IsDead()) { F(); }", "last operand")]
    [InlineData("if (a && (!machine.Acts(BugSwitch.DeadUnchecked) || b)) { F(); }", "last operand")]
    [InlineData("x = machine.Acts(BugSwitch.DeadUnchecked) ? F() : G();", "a weakened value is a value")]
    [InlineData("using (machine.Acts(BugSwitch.DeadUnchecked) ? default : F()) { }", "guard")]
    [InlineData("F(); if (machine.Detours(BugSwitch.EarlyLink)) { LinkFirst(a); return; }", "first")]
    [InlineData("if (machine.Detours(BugSwitch.EarlyLink) && a) { return; }", "an if of its own")]
    [InlineData("if (F(BugSwitch.DeadUnchecked)) { }", "other than in Acts or Detours")]
    [InlineData("if (machine.HasBug(2)) { }", "HasBug is asked by")]
    [InlineData("LinkFirst(vma);", "without its detour")]
    [InlineData("bool bugIsOn = false;", "bugIsOn exists for a bug")]
    public void A_wrong_shape_is_caught(string code, string message) => Expect.One(message, Second(code));

    [Theory]
    [InlineData(Algorithm, "LinkFirst(vma); return;", "LinkFirst(vma);", "makes one call and returns")]
    [InlineData(Algorithm, "LinkFirst(vma); return;", "a = b; return;", "makes one call and returns")]
    [InlineData(Algorithm, "LinkFirst(vma);", "Elsewhere(vma);", "is not in Bugs/EarlyLink.cs")]
    [InlineData(Algorithm, "!machine.Acts(BugSwitch.DeadUnchecked)", "false", "DeadUnchecked has 0 places")]
    [InlineData(Algorithm, "Node node", "Node node, bool bug", "bug exists for a bug")]
    [InlineData(Algorithm, "void Weaken", "/// <param>None by a bug.</param>\nvoid Weaken", "parameter")]
    [InlineData(Wrong, "machine.Acts(BugSwitch.EarlyLink); ", "", "never says that EarlyLink acts")]
    [InlineData(Wrong, "BugSwitch.EarlyLink", "BugSwitch.LateOrder", "in the file of another bug")]
    [InlineData(Wrong, "Acts(", "Detours(", "a detour from wrong code")]
    [InlineData(Wrong, "A3, Linux 6.1 to 6.4.", "Wrong.", "not headed by")]
    [InlineData(Wrong, "/// <content>A3, Linux 6.1 to 6.4.</content>", "", "not headed by")]
    [InlineData(Rows, "new() { Switch = BugSwitch.LateOrder, Expected = [Kind.Race] },", "", "has 0 rows")]
    [InlineData(Rows, "[Kind.Uaf]", "[]", "nothing is expected to catch DeadUnchecked")]
    [InlineData(Switches, " }", ", Idle = 3 }", "Idle has 0 places")]
    [InlineData(Hunt, "Bugs = []", "Bugs = [bug.Switch]", "runs the same without the bug")]
    [InlineData(Hunt, "Gallery.All", "some", "no test hunts all of the gallery")]
    public void What_else_is_not_allowed_is_caught(string path, string from, string to, string message)
    {
        Assert.Contains(from, right[path]);
        Assert.Contains(message, string.Join('\n', Check(path, right[path].Replace(from, to))));
    }

    [Fact]
    public void A_long_detour_is_caught()
    {
        string lines = new('\n', BugShape.DetourLines);
        string code = right[Algorithm].Replace("Fill(vma);", $"Fill(vma);{lines}");
        Expect.One($"lines, at most {BugShape.DetourLines}", Check(Algorithm, code));
    }

    [Fact]
    public void A_third_place_is_caught()
    {
        const string question = "if (!machine.Acts(BugSwitch.LateOrder)) { F(); }";
        Expect.One("LateOrder has 3 places", Second($"{question} {question}"));
    }

    [Fact]
    public void Wrong_code_that_nothing_leads_to_is_caught() =>
        Expect.One("Bugs/Other.cs: no detour leads here", Check(
            "src/RcuSim/Mm/Bugs/Other.cs", "/// <content>A4.</content>\nclass Other;"));

    [Fact]
    public void A_native_bug_takes_its_detour_by_acting_and_needs_a_test()
    {
        const string code = """
            enum NativeBug { None, Skips }
            class C { void F() { if (options.Acts(NativeBug.Skips)) { G(); return; } H(); } }
            """;
        var found = string.Join('\n', Check("src/RcuSim/Machine/Native/C.cs", code));
        Assert.Contains("G is not in Bugs/Skips.cs", found);
        Assert.Contains("Skips is in no test", found);
        Assert.Equal(2, found.Split('\n').Length);
    }

    /// <summary>The right code, with statements in a method beside.</summary>
    private static IEnumerable<string> Second(string statements) =>
        Check("src/RcuSim/Mm/Second.cs", $"class Second {{ void S() {{ {statements} }} }}");

    /// <summary>The right code, with one file put in or exchanged.</summary>
    private static IEnumerable<string> Check(string path, string code)
    {
        var files = new Dictionary<string, string>(right) { [path] = code };
        var sources = files.Select(file => new Source(file.Key, file.Value)).ToLookup(IsLibrary);
        return BugRule.Check([.. sources[true]], [.. sources[false]]);
    }

    private static bool IsLibrary(Source source) => source.Path.StartsWith("src/", StringComparison.Ordinal);
}
