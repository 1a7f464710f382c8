using System.Text.RegularExpressions;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>
/// What a terminal shows: lines as wide as it is, and colours; and what nothing else shows.
/// </summary>
public sealed partial class PageTests
{
    private const char Escape = '\u001b';
    private const string Coloured = "TERM=xterm-256color";
    private static readonly string[] found = ["check", "--bug", "G8", "--engine", "baton", "--out"];
    private static readonly string[] many =
        ["check", "fork", "--bug", "B10", "--readers", "6", "--engine", "baton", "--out"];

    [Theory]
    [InlineData("list")]
    [InlineData("check unmap --schedules 20 --engine baton")]
    [InlineData("check --bug A1 --engine baton")]
    public void Every_line_fits_and_no_word_is_lost(string line)
    {
        using var folder = new TemporaryFolder();
        string[] words = line.StartsWith("check", StringComparison.Ordinal)
            ? [.. line.Split(' '), "--out", folder["out"]]
            : [line];
        string plain = Terminal.RunStandard(words).Out, shown = Terminal.RunOnScreen(70, Coloured, words).Out;
        Assert.Contains(plain.Split('\n'), row => row.Length > 70);
        Assert.All(Uncoloured(shown).Split('\n'), row => Assert.InRange(row.Length, 0, 70));
        Assert.Equal(WithoutTimes(plain), WithoutTimes(Uncoloured(shown)));
    }

    [Fact]
    public void What_is_wrapped_stands_under_what_it_belongs_to()
    {
        string shown = Terminal.RunOnScreen(60, "NO_COLOR=1", "list").Out;
        Assert.Contains("\n  A1  stack-rot (scenario", shown);
        Assert.Contains("\n      ", shown);
        var names = shown.Split('\n').TakeWhile(row => row.Length > 0).Skip(1).ToList();
        int column = names[0].IndexOf("  ", 3, StringComparison.Ordinal);
        Assert.Contains(names, row => row.Length > column && row[..column].Trim().Length == 0);
    }

    [Fact]
    public void A_row_of_a_timeline_keeps_its_column_and_the_bars_of_others()
    {
        using var folder = new TemporaryFolder();
        string shown = Terminal.RunOnScreen(70, "NO_COLOR=1", [.. found, folder["out"]]).Out;
        Assert.Matches(@"\n +\d+   ((?:\|           )+)\d+ searched[^\n]*\n        \1 *[^ |\n]", shown);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(140)]
    public void Where_there_are_many_threads_their_columns_move_together(int width)
    {
        using var folder = new TemporaryFolder();
        string[] words = [.. many, folder["out"]];
        string plain = Terminal.RunStandard(words).Out;
        string shown = Terminal.RunOnScreen(width, "NO_COLOR=1", words).Out;
        string bars = string.Concat(Enumerable.Repeat("|           ", 6));
        Assert.Contains($"\n        {bars}maps-2\n", plain);
        Assert.All(shown.Split('\n'), row => Assert.InRange(row.Length, 0, width));
        Assert.All(shown.Split('\n'), row => Assert.InRange(row.LastIndexOf('|'), -1, width - 24));
        Assert.DoesNotContain(" \n", shown);
        Assert.Equal(WithoutTimes(plain), WithoutTimes(shown));
    }

    [Fact]
    public void Evidence_and_the_end_are_coloured_and_so_is_the_verdict()
    {
        using var folder = new TemporaryFolder();
        string shown = Terminal.RunOnScreen(200, Coloured, [.. found, folder["out"]]).Out;
        var rows = shown.Split('\n');
        Assert.Equal(Escape, rows[0][0]);
        Assert.All(rows.Where(row => Marked().IsMatch(Uncoloured(row))), row => Assert.Contains(Escape, row));
        Assert.All(rows.Where(row => Unmarked().IsMatch(row)), row => Assert.DoesNotContain(Escape, row));
        Assert.Equal(5, rows.Count(row => Marked().IsMatch(Uncoloured(row))));
    }

    [Theory]
    [InlineData("NO_COLOR=1 TERM=xterm-256color")]
    [InlineData("TERM=dumb")]
    public void Who_wants_no_colours_gets_none_but_lines_that_fit(string environment)
    {
        string shown = Terminal.RunOnScreen(50, environment, "list").Out;
        Assert.DoesNotContain(Escape, shown);
        Assert.All(shown.Split('\n'), row => Assert.InRange(row.Length, 0, 50));
    }

    [Theory]
    [InlineData("COLUMNS=50", 80, 50)]
    [InlineData("COLUMNS=", 80, 80)]
    [InlineData("COLUMNS=-3", 80, 80)]
    [InlineData("COLUMNS=0x20", 80, 80)]
    [InlineData("COLUMNS=100", 0, 100)]
    public void The_environment_may_say_how_wide_it_is(string environment, int width, int widest)
    {
        string shown = Terminal.RunOnScreen(width, $"{environment} NO_COLOR=1", "list").Out;
        Assert.InRange(shown.Split('\n').Max(row => row.Length), widest - 10, widest);
    }

    [Fact]
    public void A_terminal_that_does_not_say_how_wide_it_is_is_shown_whole_lines() => Assert.Equal(
        Terminal.RunStandard("list").Out, Terminal.RunOnScreen(0, "NO_COLOR=1", "list").Out);

    [Fact]
    public void A_document_is_never_wrapped() => Assert.Equal(
        Terminal.RunStandard("list", "--json").Out, Terminal.RunOnScreen(40, Coloured, "list", "--json").Out);

    [Fact]
    public void Nothing_but_a_terminal_is_sent_colours_or_wrapped_lines()
    {
        using var process = ProcessTests.Shell(
            $"TERM=xterm-256color COLORTERM=truecolor COLUMNS=40 exec dotnet '{ProcessTests.Program}' list");
        Assert.Equal(Terminal.RunStandard("list").Out, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(ExitCode.Pass, process.ExitCode);
    }

    [Theory]
    [InlineData("xterm-256color", "", true)]
    [InlineData("xterm-256color", "NO_COLOR=1", false)]
    [InlineData("dumb", "", false)]
    public void A_terminal_is_asked(string terminal, string variable, bool isColoured)
    {
        using var process = ProcessTests.Shell(
            $"TERM={terminal} {variable} exec script -qec "
            + $"\"stty cols 60; dotnet '{ProcessTests.Program}' list\" /dev/null");
        string shown = KeypadMode().Replace(process.StandardOutput.ReadToEnd(), "").ReplaceLineEndings("\n");
        Assert.Equal(isColoured, shown.Contains(Escape));
        Assert.All(Uncoloured(shown).Split('\n'), row => Assert.InRange(row.Length, 0, 60));
        Assert.Equal(Words(Terminal.RunStandard("list").Out), Words(Uncoloured(shown)));
    }

    private static string Uncoloured(string text) => Colour().Replace(text, "");

    private static string Words(string text) => Blank().Replace(text, "");

    /// <summary>All but blanks, bars, and what takes another time each time.</summary>
    private static string WithoutTimes(string text) => Words(Time().Replace(text.Replace("|", ""), ""));

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();

    /// <summary>What .NET sends by itself to each terminal that has keys.</summary>
    [GeneratedRegex("^\u001b\\[\\?1h\u001b=")]
    private static partial Regex KeypadMode();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex(@"(after|seconds)\s+\d+\.\d( s)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"^ *\d+ [*!] ")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^ *\d+   ")]
    private static partial Regex Unmarked();
}
