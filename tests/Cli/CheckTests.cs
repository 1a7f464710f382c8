using System.Text.Json;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class CheckTests
{
    private const string Seed = "0xfedcba9876543210";

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void ACleanScenarioPassesAndSaysWhatWasCovered(string engine)
    {
        var said = Check("pointer", "--engine", engine, "--schedules", "200");
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.Equal("", said.Error);
        Assert.StartsWith("Pass: no rule was broken in 200 schedules of pointer.", said.Out);
        string[] mentions = ["seed 1", engine, "distinct behaviours", "next schedule is new", "weak memory"];
        Assert.All(mentions, mention => Assert.Contains(mention, said.Out));
    }

    [Fact]
    public void BothEnginesShareAStatedBudget()
    {
        using var json = JsonDocument.Parse(Check("pointer", "--schedules", "201", "--json").Out);
        var campaigns = json.RootElement.GetProperty("campaigns");
        Assert.Equal(101, campaigns[0].GetProperty("schedules").GetInt64());
        Assert.Equal(100, campaigns[1].GetProperty("schedules").GetInt64());
    }

    [Fact]
    public void TheSameSeedCoversTheSame()
    {
        string[] command = ["pointer", "--engine", "baton", "--schedules", "300", "--seed", Seed];
        Assert.Equal(WithoutTime(Check(command).Out), WithoutTime(Check(command).Out));
        Assert.Contains("seed 18364758544493064720", Check(command).Out);
        Assert.NotEqual(WithoutTime(Check(command).Out), WithoutTime(Check([.. command[..^1], "2"]).Out));
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void APlantedBugIsAViolation(string engine)
    {
        var said = Check("pointer", "--bug", "g0", "--engine", engine);
        Assert.Equal(ExitCode.Violation, said.Code);
        Assert.Equal("", said.Error);
        Assert.Contains("  1. ", said.Out);
        Assert.Contains($"Found by {engine}", said.Out);
    }

    [Fact]
    public void AViolationAsJson()
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
    public void NothingRacedIsInconclusive()
    {
        var said = Check("alone", "--schedules", "10");
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.Contains("no two threads ever touched the same field", said.Out);
    }

    [Theory]
    [InlineData("writer/item#1", ExitCode.Violation)]
    [InlineData("writer/item#9", ExitCode.Inconclusive)]
    [InlineData("writer/nonsense#1", ExitCode.Inconclusive)]
    public void APlanThatNeverFailsAnythingIsInconclusive(string plan, int code)
    {
        var said = Check("pointer", "--schedules", "10", "--fail", plan);
        Assert.Equal(code, said.Code);
        Assert.Equal(code == ExitCode.Inconclusive, said.Out.Contains($"ever failed as planned in {plan}"));
    }

    [Fact]
    public void AnInterruptedRunReportsWhatItHas()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var said = Terminal.Run(cancellation.Token, "check", "pointer", "--time", "600");
        Assert.Equal(ExitCode.Inconclusive, said.Code);
        Assert.StartsWith("Inconclusive: ", said.Out);
        Assert.Contains("interrupted", said.Out);
    }

    [Fact]
    public void APassLeavesNoFolderBehind()
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

    private static string WithoutTime(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("seconds")));
}
