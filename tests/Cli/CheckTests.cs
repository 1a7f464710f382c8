using System.Text.Json;
using RcuSim.Cli;
using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Cli;

public class CheckTests
{
    private const string Seed = "0xfedcba9876543210";

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_clean_scenario_passes_and_says_what_was_covered(string engine)
    {
        var said = Check("pointer", "--engine", engine, "--schedules", "200");
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.Equal("", said.Error);
        Assert.StartsWith("Pass, but only 200 schedules of pointer ran; no rule was broken", said.Out);
        string[] mentions = ["seed 1", engine, "distinct behaviours", "next schedule is new", "weak memory"];
        Assert.All(mentions, mention => Assert.Contains(mention, said.Out));
    }

    [Fact]
    public void Both_engines_share_a_stated_budget()
    {
        using var json = JsonDocument.Parse(Check("pointer", "--schedules", "201", "--json").Out);
        var campaigns = json.RootElement.GetProperty("campaigns");
        Assert.Equal(101, campaigns[0].GetProperty("schedules").GetInt64());
        Assert.Equal(100, campaigns[1].GetProperty("schedules").GetInt64());
    }

    [Fact]
    public void The_same_seed_covers_the_same()
    {
        string[] command = ["pointer", "--engine", "baton", "--schedules", "300", "--seed", Seed];
        Assert.Equal(WithoutTime(Check(command).Out), WithoutTime(Check(command).Out));
        Assert.Contains("seed 18364758544493064720", Check(command).Out);
        Assert.NotEqual(WithoutTime(Check(command).Out), WithoutTime(Check([.. command[..^1], "2"]).Out));
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_planted_bug_is_a_violation(string engine)
    {
        var said = Check("pointer", "--bug", "g0", "--engine", engine);
        Assert.Equal(ExitCode.Violation, said.Code);
        Assert.Equal("", said.Error);
        Assert.Contains("  1. ", said.Out);
        Assert.Contains($"Found by {engine}", said.Out);
    }

    [Fact]
    public void A_violation_as_JSON()
    {
        using var json = JsonDocument.Parse(Check("pointer", "--bug", "G0", "--json").Out);
        var root = json.RootElement;
        Assert.Equal("violation", root.GetProperty("verdict").GetString());
        Assert.Equal(1, root.GetProperty("exitCode").GetInt32());
        Assert.Equal("G0", root.GetProperty("bugs")[0].GetString());
        Assert.Equal("useAfterFree", root.GetProperty("violation").GetProperty("kind").GetString());
        Assert.True(root.GetProperty("violation").GetProperty("argument").GetArrayLength() > 3);
    }

    [Fact]
    public void Nothing_raced_is_inconclusive()
    {
        var said = Check("alone", "--schedules", "10");
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.Contains("no two threads ever touched the same field", said.Out);
    }

    [Theory]
    [InlineData("fork/vm_area_struct#3", "")]
    [InlineData("fork/vm_area_struct#999", "fork/vm_area_struct#999")]
    [InlineData("fork/vm_area_struct#3,fork/vm_area_struct#999", "fork/vm_area_struct#999")]
    [InlineData("fork/anon_vma#99,maps-1/*#*", "fork/anon_vma#99 and maps-1/*#*")]
    public void A_rule_that_nothing_ever_obeys_is_inconclusive(string plan, string unseen)
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunStandard(
            "check", "fork-failure", "--schedules", "10", "--fail", plan, "--out", folder["out"]);
        Assert.Equal(unseen.Length == 0 ? ExitCode.Pass : ExitCode.Inconclusive, said.Code);
        string expected = unseen.Length == 0
            ? " ran; no rule was broken in them"
            : $", but {unseen} never happened";
        Assert.Contains($"schedules of fork-failure{expected}.\n", said.Out);
    }

    [Fact]
    public void What_a_plan_can_name_is_all_that_scenarios_ask_for()
    {
        var requests = new Requests();
        var catalogue = new Catalogue(ScenarioCatalogue.All, ScenarioCatalogue.Create)
        {
            Oracles = () => [requests],
        };
        var silent = Terminal.Silent with { Catalogue = catalogue };
        foreach (var scenario in catalogue.Scenarios)
        {
            _ = CommandLine.Run(["check", scenario.Name, "--schedules", "20", "--engine", "baton"], silent);
        }

        Assert.Equal(catalogue.FailureKinds.Select(kind => kind.Name).Order(), requests.Names.Order());
    }

    [Theory]
    [InlineData(1, "Pass, but only 1 schedule of pointer ran; no rule was broken in it.", true)]
    [InlineData(299, "Pass, but only 299 schedules of pointer ran; no rule was broken in them.", true)]
    [InlineData(300, "Pass: no rule was broken in 300 schedules of pointer.", false)]
    public void A_pass_says_how_few_schedules_ran(int count, string sentence, bool few)
    {
        var said = Terminal.Run("check", "pointer", "--schedules", $"{count}", "--engine", "baton", "--json");
        Assert.Equal(ExitCode.Pass, said.Code);
        using var report = JsonDocument.Parse(said.Out);
        Assert.Equal(sentence, report.RootElement.GetProperty("sentence").GetString());
        Assert.Equal(few, report.RootElement.GetProperty("fewSchedules").GetBoolean());
    }

    [Fact]
    public void Both_engines_and_several_bugs_can_be_named_in_a_word()
    {
        var said = Terminal.RunStandard(
            "check", "fork", "--engine", "both", "--bug", "A1,B13", "--schedules", "4", "--json");
        using var report = JsonDocument.Parse(said.Out);
        Assert.Equal(["A1", "B13"], Texts(report.RootElement.GetProperty("bugs")));
        Assert.Equal(
            ["baton", "coyote"],
            report.RootElement.GetProperty("campaigns").EnumerateArray()
                .Select(campaign => campaign.GetProperty("engine").GetString()));

        static IEnumerable<string?> Texts(JsonElement list) =>
            list.EnumerateArray().Select(item => item.GetString());
    }

    [Fact]
    public void Both_engines_say_what_they_found_if_both_are_named()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunStandard(
            "check", "--bug", "G0", "--engine", "both", "--out", folder["out"], "--json");
        using var report = JsonDocument.Parse(said.Out);
        var campaigns = report.RootElement.GetProperty("campaigns").EnumerateArray().ToList();
        Assert.Equal(["baton", "coyote"], campaigns.Select(c => c.GetProperty("engine").GetString()));
        var files = campaigns.Select(
            c => c.GetProperty("replay").GetProperty("file").GetString()!).ToList();
        Assert.Equal(2, files.Distinct().Count());
        Assert.All(
            files, file => Assert.Equal(ExitCode.Violation, Terminal.RunStandard("replay", file).Code));
        Assert.Equal(
            report.RootElement.GetProperty("sentence").GetString(),
            campaigns[0].GetProperty("sentence").GetString());
        string text = Terminal.RunStandard(
            "check", "--bug", "G0", "--engine", "both", "--out", folder["out"]).Out;
        Assert.Contains("\nFound by baton,", text);
        Assert.Contains("\ncoyote found", text);
        Assert.Contains("\nFound by coyote,", text);
        Assert.DoesNotContain(
            "coyote", Terminal.RunStandard("check", "--bug", "G0", "--out", folder["out"]).Out);
    }

    [Fact]
    public void An_engine_that_finds_nothing_beside_one_that_does_says_so()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunStandard(
            "check", "--bug", "B9", "--engine", "both", "--schedules", "4", "--out", folder["out"]);
        Assert.Equal(ExitCode.Violation, said.Code);
        Assert.Contains("\nbaton found nothing in 2 schedules, ", said.Out);
    }

    [Fact]
    public void A_file_name_that_no_terminal_shows_can_be_pasted()
    {
        using var folder = new TemporaryFolder();
        string place = folder["a'b\\ \u202e\t😀"];
        var said = Terminal.RunStandard("check", "--bug", "G0", "--engine", "baton", "--out", place);
        Assert.Contains("/a'b\\ \\u202E\\u0009😀/unmap-G0", said.Out);
        Assert.DoesNotContain('\u202e', said.Out);
        string script = folder["script"];
        File.WriteAllText(script, said.Out.TrimEnd('\n').Split('\n')[^1]["Replay: ".Length..]);
        using var process = ProcessTests.Shell($"bash '{script}'");
        string again = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCode.Violation, process.ExitCode);
        Assert.DoesNotContain('\u202e', again);
    }

    [Fact]
    public void An_interrupted_run_reports_what_it_has()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var said = Terminal.Run(cancellation.Token, "check", "pointer", "--time", "600");
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.StartsWith("Inconclusive: ", said.Out);
        Assert.Contains("interrupted", said.Out);
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_violation_that_cannot_be_saved_can_be_found_again(string engine)
    {
        using var folder = new TemporaryFolder();
        string[] words = ["check", "--bug", "G0", "--engine", engine, "--time", "30", "--out", folder["out"]];
        _ = Terminal.RunStandard(words);
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        File.Delete(file);
        Directory.CreateDirectory(Path.Combine(file, "in the way"));
        var said = Terminal.RunStandard(words);
        Assert.Contains($"could not be saved: {file}: ", said.Out);
        string again = said.Out.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("Find it again: ", again);
        string[] command = again[(again.IndexOf(" check ", StringComparison.Ordinal) + 1)..].Split(' ');
        var found = Terminal.RunStandard([.. command, "--out", folder["other"]]);
        Assert.Equal(Path.GetFileName(file), Path.GetFileName(Directory.GetFiles(folder["other"]).Single()));
        Assert.Equal(ExitCode.Violation, found.Code);
    }

    [Fact]
    public void Help_is_a_command()
    {
        Assert.Equal(Terminal.Run("--help"), Terminal.Run("help"));
        Assert.Equal(Terminal.Run("check", "--help"), Terminal.Run("help", "check"));
    }

    [Fact]
    public void A_pass_leaves_no_folder_behind()
    {
        using var folder = new TemporaryFolder();
        string below = folder[Path.Combine("some", "where")];
        var said = Terminal.Run("check", "pointer", "--schedules", "10", "--out", below);
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.False(Directory.Exists(folder["some"]));
    }

    private static Terminal.Said Check(params string[] args)
    {
        using var folder = new TemporaryFolder();
        return Terminal.Run(["check", .. args, "--out", folder["out"]]);
    }

    /// <summary>Notes what is asked for that could fail.</summary>
    private sealed class Requests : IOracle
    {
        public HashSet<string> Names { get; } = [];

        public ulong Kinds { get; } = EventMask.Of(OperationKind.Allocate, OperationKind.Fail);

        public Violation? Take(in Step step, ExecutionHistory history)
        {
            ref readonly var item = ref step.Event;
            if (item.Thread != ThreadName.Setup)
            {
                Names.Add(item.Operation.Kind == OperationKind.Fail
                    ? Site.Find(item.Operation.Site)!.Name
                    : SlabCache.Find(item.Operation.Detail)!.Name);
            }

            return null;
        }
    }

    private static string WithoutTime(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("seconds")));
}
