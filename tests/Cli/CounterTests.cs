using System.Text.Json;
using RcuSim.Cli;
using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Cli;

/// <summary>What counts as a schedule in which a bug acted or a failure was injected.</summary>
public class CounterTests
{
    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in ScenarioCatalogue.All)
        {
            Gallery.All.ToList().ForEach(bug => data.Add(scenario.Name, bug.Id));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_bug_acts_in_no_more_schedules_than_there_are(string scenario, string bug)
    {
        var (schedules, acted, _) = Check(scenario, "--bug", bug, "--schedules", "3");
        Assert.InRange(acted, 0, schedules);
    }

    /// <summary>
    /// The places that a bug breaks are passed here too, but nothing wrong comes of it: the fault is below no
    /// stack, the copy has no file, the root is alive, the VMA is the one looked up.
    /// </summary>
    [Theory]
    [InlineData("unmap", "A1")]
    [InlineData("root-replacement", "A1")]
    [InlineData("recycled-vma", "A1")]
    [InlineData("child-after-fork", "B9")]
    [InlineData("fork-scanner", "B9")]
    [InlineData("stack-growth", "A3")]
    [InlineData("unmap", "C4")]
    [InlineData("fork", "G0")]
    public void A_bug_that_cannot_act_is_inconclusive(string scenario, string bug)
    {
        using var folder = new TemporaryFolder();
        string words = $"check {scenario} --bug {bug} --engine baton --schedules 100";
        var said = Terminal.RunStandard([.. words.Split(' '), "--out", folder["out"]]);
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.Contains($"but {bug} never acted", said.Out);
    }

    [Fact]
    public void A_finding_that_is_shown_again_is_not_counted_again()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var host = new Host(output, TextWriter.Null, () => default)
        {
            Catalogue = new(ScenarioCatalogue.All, ScenarioCatalogue.Create)
            {
                Oracles = () => [new LatentAtEnd()],
            },
        };
        string[] words =
        [
            "check", "fork", "--bug", "B9", "--fail", "fork/vm_area_struct#5", "--schedules", "10",
            "--engine", "baton", "--json", "--out", folder["out"],
        ];
        Assert.Equal(ExitCode.Violation, CommandLine.Run(words, host));
        Assert.Equal((10, 10, 10), Counts(output.ToString()));
    }

    [Fact]
    public void A_bug_that_acts_during_setup_alone_is_inconclusive()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunStandard(
            "check", "fork", "--bug", "A11", "--engine", "baton", "--schedules", "9", "--out", folder["out"]);
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.Contains("A11", said.Out.Split('\n')[0]);
        Assert.Equal(0, Check("fork", "--bug", "A11", "--schedules", "9").Acted);
    }

    private static (long Schedules, long Acted, long Injected) Check(params string[] words)
    {
        using var folder = new TemporaryFolder();
        string[] all = ["check", .. words, "--engine", "baton", "--json", "--out", folder["out"]];
        return Counts(Terminal.RunStandard(all).Out);
    }

    private static (long Schedules, long Acted, long Injected) Counts(string report)
    {
        using var json = JsonDocument.Parse(report);
        var campaign = json.RootElement.GetProperty("campaigns")[0];
        return (
            campaign.GetProperty("schedules").GetInt64(),
            campaign.GetProperty("bugActed")[0].GetInt64(),
            campaign.GetProperty("failureInjected").GetInt64());
    }

    /// <summary>Finds in every schedule what a campaign looks on after.</summary>
    private sealed class LatentAtEnd : IOracle
    {
        public ulong Kinds => 0;

        public Violation? Take(in Step step, ExecutionHistory history) => null;

        public Violation? AtEnd(ExecutionHistory history) =>
            new(ViolationKind.UnprotectedWalk, "planted", ["here"], history.Log.Count - 1);
    }
}
