using RcuSim.Checking;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class OutputFolderTests
{
    [Fact]
    public void AFolderThatAnotherRunTookAwayIsMadeAgain()
    {
        using var below = new TemporaryFolder();
        using var folder = OutputFolder.Open(below["out"]);
        Directory.Delete(below["out"]);
        string? path = folder.Save(Finding(), "a.json", out string problem);
        Assert.Equal("", problem);
        Assert.Equal(below[Path.Combine("out", "a.json")], path);
        Assert.True(File.Exists(path));
    }

    private static ReplayFile Finding() => new()
    {
        Tool = "",
        Subject = new() { Scenario = "fork" },
        Found = new("baton", "pct", 1, 1),
        Execution = new()
        {
            Conflicts = [],
            Schedule = [],
            Choices = [],
            Setup = "",
            Events = [],
            Kind = ViolationKind.UseAfterFree,
            Sentence = "",
            Timeline = "",
        },
    };
}
