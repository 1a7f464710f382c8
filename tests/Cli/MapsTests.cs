using System.Text;
using RcuSim.Cli;
using RcuSim.Scenarios;
using RcuSim.Scripts;

namespace RcuSim.Tests.Cli;

public class MapsTests
{
    private const string Line = "1000-2000 rw-p 00000000 00:00 0\n";

    [Theory]
    [InlineData("", "no mapping found")]
    [InlineData(
        "ffffffffff600000-ffffffffff601000 --xp 0 00:00 0 [vsyscall]\n",
        "no mapping left (line 1: [vsyscall] lies in the kernel's half")]
    [InlineData("1000-2000\n", "line 1", "1 column;")]
    [InlineData(Line + "nonsense 0 0 0 0 0\n", "line 2", "START-END")]
    [InlineData(Line + "3000-2000 rw-p 0 00:00 0\n", "line 2", "3000-2000")]
    [InlineData(Line + "3001-4000 rw-p 0 00:00 0\n", "line 2", "whole pages")]
    [InlineData(Line + "3000-4000 rwxq 0 00:00 0\n", "line 2", "permissions")]
    [InlineData("5000-6000 rw-p 0 00:00 0\n" + Line, "line 2", "out of order")]
    [InlineData(Line + "1000-3000 rw-p 0 00:00 0\n", "line 2", "overlaps")]
    [InlineData("\0\u0001\u0002", "line 1")]
    public void A_wrong_file_is_refused_with_its_line(string text, params string[] mentions)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["maps"], text);
        Terminal.Run("check", "--maps", folder["maps"]).IsRefused(ExitCode.Usage, ["--maps", .. mentions]);
    }

    [Theory]
    [InlineData(10_001, "line 10001", "more than 10,000 mappings")]
    [InlineData(100_000, "line 10001", "more than 10,000 mappings")]
    public void A_too_large_file_is_refused(int lines, params string[] mentions)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["maps"], Lines(lines));
        Terminal.Run("check", "--maps", folder["maps"]).IsRefused(ExitCode.Usage, mentions);
    }

    [Fact]
    public void Many_mappings_with_many_threads_are_refused_early()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["maps"], Lines(10_000));
        Terminal.RunStandard("check", "--maps", folder["maps"], "--readers", "64", "--out", folder["out"])
            .IsRefused(ExitCode.Usage, "10,000 mappings and 65 threads", "a product of at most 100,000");
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_text_without_an_end_is_refused()
    {
        var text = MapsText.Read(new Repeated($"{new string(' ', 8000)}\n"));
        Assert.Contains("more than 67,108,864 characters", text.Error);
        text = MapsText.Read(new Repeated("\n"));
        Assert.Contains("more than 1,000,000 lines", text.Error);
        using var lines = new BoundedLines("script 'x'", new Repeated("\n"));
        var refusal = Assert.Throws<CommandException>(() => MapleScript.Run(lines, TextWriter.Null, default));
        Assert.Equal("script 'x': more than 10,000,000 lines", refusal.Message);
    }

    [Fact]
    public void A_missing_file_or_a_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        Terminal.Run("check", "--maps", folder["none"]).IsRefused(ExitCode.Usage, "no such file");
        Terminal.Run("check", "--maps", folder.Location).IsRefused(ExitCode.Usage, "folder");
        Terminal.Run("check", "--maps", "").IsRefused(ExitCode.Usage, "--maps '': expected the name");
    }

    [Fact]
    public void A_scenario_with_its_own_layout_takes_no_other() =>
        Terminal.RunStandard("check", "unmap", "--maps", "/proc/self/maps")
            .IsRefused(ExitCode.Usage, "'unmap'", "its own layout");

    [Fact]
    public void A_real_process_can_be_forked()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunStandard(
            "check", "--maps", "/proc/self/maps", "--schedules", "4", "--out", folder["out"]);
        Assert.Equal("", said.Error);
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.Contains(" VMAs, threads fork", said.Out);
    }

    [Fact]
    public void A_torn_reading_of_a_running_process_is_repeated()
    {
        var readings = new Queue<string>([Line + "1000-3000 rw-p 0 00:00 0\n", Line]);
        var whole = MapsFile.Read("it", Next, again: true);
        Assert.Equal(1, whole.Layout.Count);

        MemoryStream Next() => new(Encoding.UTF8.GetBytes(readings.Dequeue()));
    }

    [Fact]
    public void Mappings_are_read_from_the_standard_input()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunWithInput(
            $"\ufeff{Line}", "check", "--maps", "-", "--schedules", "2", "--out", folder["out"]);
        Assert.Equal("", said.Error);
        Assert.Contains("layout 1 VMA,", said.Out);
        Terminal.RunWithInput("x", "check", "--maps", "-").IsRefused(ExitCode.Usage, "--maps '-': line 1");
    }

    [Fact]
    public void A_few_thousand_mappings_are_explored()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["maps"], Lines(3000));
        var said = Terminal.RunStandard("check", "--maps", folder["maps"], "--schedules", "2");
        Assert.Equal(ExitCode.Pass, said.Code);
        Assert.Contains("layout 3,000 VMAs", said.Out);
    }

    internal static IEnumerable<string> Lines(int count) => Enumerable.Range(1, count)
        .Select(i => $"{i * 0x3000L:x}-{(i * 0x3000L) + 0x2000:x} rw-p 00000000 00:00 0 [anon]");

    /// <summary>A text again and again.</summary>
    private sealed class Repeated(string text) : TextReader
    {
        private int at;

        public override int Read() => text[at++ % text.Length];
    }
}
