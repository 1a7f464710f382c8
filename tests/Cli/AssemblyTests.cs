using System.Text.Json;
using RcuSim.Cli;
using static RcuSim.Tests.Cli.UserCode;

namespace RcuSim.Tests.Cli;

/// <summary>
/// Scenarios of a user's own. Each command runs in a process of its own: sites and caches are of a process.
/// </summary>
public sealed class AssemblyTests : IClassFixture<AssemblyTests.Built>
{
    private const string Empty = "public class Nothing;";

    private readonly string cell;

    public AssemblyTests(Built built) => cell = built.Cell;

    [Fact]
    public void Its_scenarios_and_what_can_fail_in_them_are_listed()
    {
        var said = Run("list", "--assembly", cell);
        Assert.Equal((ExitCode.Pass, ""), (said.Code, said.Error));
        Assert.StartsWith(
            "Scenarios (the first is the default)\n  good   a reader beside a writer\n  quick  ", said.Out);
        Assert.Contains("\n  hasty (scenario good)\n  Three (scenario good)\n  Four ", said.Out);
        Assert.Contains("  mine-full     a failure point\n  mine_cell     no memory", said.Out);
        Assert.Contains("Strategies of baton", said.Out);
        Assert.DoesNotContain("Fork", said.Out);
        Assert.DoesNotContain("StackRot", said.Out);
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_correct_one_passes(string engine)
    {
        var said = Run("check", "good", "--assembly", cell, "--engine", engine, "--schedules", "300");
        Assert.Equal((ExitCode.Pass, ""), (said.Code, said.Error));
        Assert.StartsWith("Pass: no rule was broken in 300 schedules of good.", said.Out);
        Assert.Contains("scenario good, threads read, write, bugs none", said.Out);
    }

    [Theory]
    [InlineData("quick", "UseAfterFree")]
    [InlineData("--bug hasty", "UseAfterFree")]
    [InlineData("good --bug THREE", "MineThree")]
    public void A_broken_one_is_caught_saved_and_replayed_as_the_command_says(string words, string kind)
    {
        using var folder = new TemporaryFolder();
        var said = Run(
            ["check", .. words.Split(' '), "--assembly", cell, "--json", "--out", folder["out"]]);
        Assert.Equal((ExitCode.Violation, ""), (said.Code, said.Error));
        using var json = JsonDocument.Parse(said.Out);
        var replay = json.RootElement.GetProperty("replay");
        string command = replay.GetProperty("command").GetString()!;
        Assert.EndsWith($" --assembly {cell}", command);
        Assert.Contains(kind, File.ReadAllText(replay.GetProperty("file").GetString()!));
        foreach (string engine in new[] { "baton", "coyote" })
        {
            using var again = ProcessTests.Shell($"{command} --engine {engine}");
            string shown = again.StandardOutput.ReadToEnd();
            Assert.Equal("", again.StandardError.ReadToEnd());
            Assert.StartsWith(json.RootElement.GetProperty("sentence").GetString(), shown);
            Assert.EndsWith($" --assembly {cell}\n", shown);
        }
    }

    [Fact]
    public void A_bug_that_says_when_it_acts_is_counted_and_told()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["check", "--bug", "hasty", "--assembly", cell, "--out", folder["out"]];
        Assert.Matches(@"\n +\d+   [| ]+\d+ bug hasty acts\n", Run(words).Out);
        Assert.InRange(Acted(Run([.. words, "--json"]).Out)!.Value, 1, 1000);
    }

    [Fact]
    public void One_that_never_does_is_inconclusive()
    {
        string[] words = ["check", "--bug", "dormant", "--assembly", cell, "--schedules", "600"];
        var said = Run(words);
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.StartsWith(
            "Inconclusive: no rule was broken in 600 schedules of good, though dormant was switched on, "
            + "but dormant never acted.\n",
            said.Out);
        Assert.Equal(0, Acted(Run([.. words, "--json"]).Out));
    }

    [Fact]
    public void One_that_does_not_say_may_have_acted()
    {
        string[] words = ["check", "--bug", "Four", "--assembly", cell, "--schedules", "600"];
        var said = Run(words);
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.StartsWith(
            "Pass: no rule was broken in 600 schedules of good, though Four was switched on.\n", said.Out);
        Assert.Matches(@"\nschedules in which each bug acted +unknown +unknown\n", said.Out);
        Assert.Null(Acted(Run([.. words, "--json"]).Out));
    }

    [Fact]
    public void Without_a_name_all_are_checked_and_the_worst_decides()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["check", "--assembly", cell, "--schedules", "600", "--out", folder["out"]];
        var said = Run(words);
        Assert.Equal((ExitCode.Violation, ""), (said.Code, said.Error));
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        Assert.StartsWith("quick-UseAfterFree-", Path.GetFileName(file));
        string[] lines = said.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("good: Pass: no rule was broken in 600 schedules of good", lines[^2]);
        Assert.StartsWith("quick: read uses mine_version#0 after write freed it; saved as ", lines[^1]);
        Assert.StartsWith("read uses mine_version#0 after write freed it.\n", said.Out);

        using var json = JsonDocument.Parse(Run([.. words, "--json"]).Out);
        var checks = json.RootElement.GetProperty("checks");
        Assert.Equal(
            ["good", "quick"], checks.EnumerateArray().Select(c => c.GetProperty("scenario").GetString()));
        Assert.Equal("violation", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("pass", checks[0].GetProperty("report").GetProperty("verdict").GetString());
    }

    [Fact]
    public void One_that_cannot_be_run_does_not_keep_the_others_from_it()
    {
        using var folder = new TemporaryFolder();
        string path = Beside(folder, cell, """
            public class A : Mine.Good
            {
                public override string Name => "a";
                public override ulong Setup<TMachine>(TMachine machine)
                {
                    while (true) { machine.Fence(RcuSim.Machine.FenceKind.Full); }
                }
            }
            public class B : Mine.Good;
            """);
        var said = Run("check", "--assembly", path, "--schedules", "600", "--out", folder["out"]);
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        string[] lines = said.Out.TrimEnd('\n').Split('\n');
        Assert.StartsWith("a: Inconclusive: the setup of scenario a does not end: ", lines[0]);
        Assert.Equal("good: Pass: no rule was broken in 600 schedules of good", lines[1]);
    }

    [Fact]
    public void A_planned_failure_happens()
    {
        string[] good = ["check", "good", "--assembly", cell, "--schedules", "50", "--fail"];
        var said = Run([.. good, "write/mine-full#1"]);
        Assert.Contains("but no two threads ever", said.Out);
        said = Run([.. good, "write/mine-full#2"]);
        Assert.Contains("never happened", said.Out);
        Run([.. good, "write/mine#1"]).IsRefused(
            ExitCode.Usage, "no 'mine' can fail; expected one of *, mine-full, mine_cell, mine_version");
    }

    [Theory]
    [InlineData("check fork", "unknown scenario 'fork': expected one of good, quick")]
    [InlineData("check --bug A1", "unknown bug 'A1': expected one of hasty, Three")]
    [InlineData("check --bug three --bug four", "bug 'Four' of scenario 'good' excludes another one")]
    [InlineData("check quick --bug hasty", "unknown bug 'hasty': there is none here")]
    [InlineData("check --readers 3", "--readers is for the built-in scenarios")]
    [InlineData("check --regime v3", "--regime is for the built-in scenarios")]
    [InlineData("check --maps x", "--maps is for the built-in scenarios")]
    public void What_belongs_to_fork_means_nothing_with_it(string words, string mention) =>
        Run([.. words.Split(' '), "--assembly", cell]).IsRefused(ExitCode.Usage, mention);

    [Fact]
    public void A_file_from_it_says_without_it_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        Run("check", "quick", "--assembly", cell, "--out", folder["out"]);
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        Assert.DoesNotContain("regime", File.ReadAllText(file));
        Run("replay", file).IsRefused(ExitCode.Usage, "unknown scenario 'quick'", "--assembly");
    }

    [Theory]
    [InlineData("", "expected the name of a file")]
    [InlineData("-", "expected the name of a file")]
    [InlineData("/nowhere.dll", "there is no such file")]
    [InlineData("/", "this is a folder")]
    [InlineData("/etc/passwd", "this is not a .NET assembly; expected a .dll")]
    public void What_is_no_assembly_is_refused(string path, string mention)
    {
        foreach (string command in new[] { "list", "check" })
        {
            Run(command, "--assembly", path).IsRefused(ExitCode.Usage, $"--assembly '{path}': {mention}");
        }
    }

    [Theory]
    [InlineData(Empty, "no class derives from Scenario; expected a public class")]
    [InlineData("sealed class A : Mine.Good;", "A is not public; expected a public class")]
    [InlineData("public class A<T> : Mine.Good;", "A`1 is generic; expected")]
    [InlineData("public class A(int n) : Mine.Good { int N => n; }", "the constructor of A needs arguments")]
    [InlineData(
        "public class A : Mine.Good; public class B : Mine.Good;", "A and B are both called 'good'; exp")]
    public void One_without_scenarios_to_choose_from_is_refused(string source, string mention)
    {
        using var folder = new TemporaryFolder();
        string path = Beside(folder, cell, source);
        Run("list", "--assembly", path).IsRefused(ExitCode.Usage, $"--assembly '{path}': {mention}");
    }

    [Theory]
    [InlineData("public A() => throw new System.Exception(\"oh\\nno\");", "A throws Exception: oh no")]
    [InlineData("static A() => throw new System.Exception(\"ah\");", "A throws Exception: ah")]
    [InlineData("public override string Name => null!;", "the name of scenario A is ''")]
    [InlineData(
        "public override System.Collections.Generic.IReadOnlyList<RcuSim.Scenarios.Actor> Actors => [];",
        "has 0 actors")]
    public void One_with_a_scenario_that_cannot_be_made_is_inconclusive(string member, string mention)
    {
        using var folder = new TemporaryFolder();
        string path = Beside(folder, cell, $"public class A : Mine.Good {{ {member} }}");
        Run("list", "--assembly", path).IsRefused(ExitCode.Inconclusive, mention);
    }

    [Fact]
    public void One_that_misses_what_it_needs_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = Beside(folder, cell, "public class A : Mine.Good;");
        File.Delete(folder["Cell.dll"]);
        Run("list", "--assembly", path).IsRefused(
            ExitCode.Usage, "it needs Cell 0.0.0.0, which is neither beside it nor part of .NET 10");
    }

    [Fact]
    public void One_of_another_version_is_unsupported()
    {
        const string other = """
            [assembly: System.Reflection.AssemblyVersion("9.1.0.0")]
            [assembly: System.Reflection.AssemblyInformationalVersion("9.1.0-beta.2+abc")]
            namespace RcuSim.Scenarios; public class Scenario;
            """;
        using var folder = new TemporaryFolder();
        string library = Compile(folder["RcuSim.dll"], other);
        string path = Compile(
            folder["Old.dll"], "public class A : RcuSim.Scenarios.Scenario;", library);
        Run("list", "--assembly", path).IsRefused(
            ExitCode.Unsupported, "it uses RcuSim 9.1.0-beta.2, but this program is version ");
        File.Delete(library);
        Run("check", "--assembly", path).IsRefused(ExitCode.Unsupported, "it uses RcuSim 9.1.0.0, but");
    }

    /// <summary>The count of the one bug in the first campaign.</summary>
    private static long? Acted(string output)
    {
        using var json = JsonDocument.Parse(output);
        var counts = json.RootElement.GetProperty("campaigns")[0].GetProperty("bugActed");
        Assert.Equal(1, counts.GetArrayLength());
        return counts[0].ValueKind == JsonValueKind.Null ? null : counts[0].GetInt64();
    }

    /// <summary>The assembly that most of these tests use.</summary>
    public sealed class Built : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Built() => Cell = Compile(folder["Cell.dll"], UserCode.Cell);

        public string Cell { get; }

        public void Dispose() => folder.Dispose();
    }
}
