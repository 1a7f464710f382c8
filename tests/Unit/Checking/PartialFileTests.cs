using RcuSim.Explaining;
using RcuSim.Replays;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What is saved can be read, and what was not saved is not left behind.</summary>
public sealed class PartialFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rcusim-partial").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a\ttab", "no plain line of text")]
    [InlineData("half a pair \ud83d", "no plain line of text")]
    [InlineData("two\u2028lines", "no plain line of text")]
    public void A_file_that_replay_would_refuse_is_not_written(string layout, string expected)
    {
        var sample = ReplaySample.File();
        var file = new ReplayFile("", new("fork") { Layout = [layout] }, sample.Found, sample.Execution);
        Assert.False(file.Write(Named("a.json"), out string error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_rules_texts_are_lines_whatever_it_says()
    {
        string text = $"a\tb\r\n\u001b[31m\u2028\u202e{new string('x', 7990)}😀";
        var violation = new Violation(ViolationKind.Leak, text, [text], 0);
        Assert.StartsWith("a\\u0009b\\u000D\\u000A\\u001B[31m\\u2028\\u202Ex", violation.Message);
        Assert.EndsWith("x…", violation.Message);
        Assert.Equal(violation.Message, Assert.Single(violation.Explanation));
        var sample = ReplaySample.File();
        var file = new ReplayFile(
            "", sample.Subject, sample.Found, sample.Execution with { Message = violation.Message });
        Assert.True(file.Write(Named("a.json"), out string error), error);
    }

    [Fact]
    public void What_killed_runs_left_is_cleaned_up_and_nothing_else()
    {
        string[] left = [Named("a.json.rcusim-1.partial"), Named("probe.rcusim-12.partial")];
        string[] others =
        [
            Named("a.json"), Named("film.1.partial"), Named("a.rcusim-1.partial.old"),
            Named("rcusim-x.partial"),
        ];
        foreach (string path in left.Concat(others))
        {
            File.WriteAllText(path, "");
        }

        Directory.CreateDirectory(Named("b.rcusim-2.partial"));
        PartialFile.CleanUp(folder);
        Assert.Equal(others.Order(), Directory.GetFiles(folder).Order());
        Assert.Single(Directory.GetDirectories(folder));
    }

    [Fact]
    public void What_is_being_written_is_not_cleaned_up()
    {
        PartialFile.Become(Named("a"), stream =>
        {
            PartialFile.CleanUp(folder);
            stream.WriteByte(7);
        });
        Assert.Equal([7], File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder))));
    }

    private string Named(string name) => Path.Combine(folder, name);
}
