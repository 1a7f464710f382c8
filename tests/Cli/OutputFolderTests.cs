using RcuSim.Cli;
using RcuSim.Explaining;
using RcuSim.Replays;

namespace RcuSim.Tests.Cli;

public class OutputFolderTests
{
    [Fact]
    public void A_folder_that_another_run_took_away_is_made_again()
    {
        using var below = new TemporaryFolder();
        using var folder = OutputFolder.Open(below["out"]);
        Directory.Delete(below["out"]);
        string? path = folder.Save(Finding(), "a.json", out string problem);
        Assert.Equal("", problem);
        Assert.Equal(below[Path.Combine("out", "a.json")], path);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void What_a_killed_run_left_there_is_taken_away()
    {
        using var below = new TemporaryFolder();
        File.WriteAllText(below["fork-A1-01234567.json.rcusim-1.partial"], "{");
        File.WriteAllText(below["mine.partial"], "");
        Assert.Equal(ExitCode.Pass, Terminal.Run(
            "check", "pointer", "--engine", "baton", "--schedules", "9", "--out", below.Location).Code);
        Assert.Equal(below["mine.partial"], Assert.Single(Directory.GetFiles(below.Location)));
    }

    [Fact]
    public void A_name_that_would_tear_the_file_does_not()
    {
        using var below = new TemporaryFolder();
        string[] names = ["😀\t\u2028\u202e\u001b[31m", $"/{new string('x', 6990)}😀zz", "a", "b"];
        File.WriteAllLines(
            below["maps"], MapsTests.Lines(names.Length).Zip(names, (line, name) => $"{line} {name}"));
        var said = Terminal.RunStandard(
            "check", "--bug", "B10", "--maps", below["maps"], "--schedules", "20", "--out", below["out"]);
        Assert.Equal(ExitCode.Violation, said.Code);
        string file = Assert.Single(Directory.GetFiles(below["out"]));
        Assert.Contains($"saved as {file}", said.Out);
        Assert.Equal(ExitCode.Violation, Terminal.RunStandard("replay", file).Code);
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_fail_for_each_other()
    {
        using var below = new TemporaryFolder();
        using var start = new Barrier(2);
        void Run(int delay)
        {
            try
            {
                for (int i = 0; i < 2000; i++)
                {
                    start.SignalAndWait();
                    Thread.SpinWait(i % 50 * delay);
                    OutputFolder.Open(below[$"out-{i}"]).Dispose();
                }
            }
            finally
            {
                start.RemoveParticipant();
            }
        }

        await Task.WhenAll(Task.Run(() => Run(0)), Task.Run(() => Run(100)));
    }

    private static ReplayFile Finding() => new(
        "",
        new("fork"),
        new("baton", "pct", 1, 1),
        new()
        {
            Conflicts = [],
            Schedule = [],
            Choices = [],
            Setup = "",
            Events = [],
            Kind = ViolationKind.UseAfterFree,
            Message = "",
            Timeline = "",
        });
}
