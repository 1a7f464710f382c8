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
