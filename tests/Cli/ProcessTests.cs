using System.Diagnostics;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>What only a process of its own shows: signals, the standard streams.</summary>
public class ProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT", "TERM")]
    public void A_signal_ends_a_campaign_cleanly(params string[] signals)
    {
        using var folder = new TemporaryFolder();
        using var process = Start(["check", "--time", "300", "--out", folder["out"]]);
        while (!Directory.Exists(folder["out"]) && !process.HasExited)
        {
            Thread.Sleep(50);
        }

        Thread.Sleep(500);
        using var kill = Shell(string.Join(';', signals.Select(name => $"kill -s {name} {process.Id}")));
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(ExitCode.Inconclusive, process.ExitCode);
        Assert.StartsWith("Inconclusive: ", output);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_finding_outlives_the_folder_that_the_command_works_in()
    {
        using var folder = new TemporaryFolder();
        string maps = folder["maps"], place = folder["place"], made = Path.Combine(place, "rcusim-out");
        File.WriteAllLines(maps, MapsTests.Lines(3000));
        Directory.CreateDirectory(place);
        using var process = Shell(
            $"cd '{place}'; exec dotnet '{Program}' check --bug B10 --maps '{maps}' --schedules 2");
        while (!Directory.Exists(made) && !process.HasExited)
        {
            Thread.Sleep(20);
        }

        Directory.Delete(place, recursive: true);
        string output = process.StandardOutput.ReadToEnd();
        Assert.Equal("", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(ExitCode.Violation, process.ExitCode);
        string file = Assert.Single(Directory.GetFiles(made));
        Assert.Contains($"; saved as {file}\n", output);
        using var again = Shell(output.TrimEnd('\n').Split('\n')[^1]["Replay: ".Length..]);
        Assert.NotEqual("", again.StandardOutput.ReadToEnd());
        again.WaitForExit();
        Assert.Equal(ExitCode.Violation, again.ExitCode);
    }

    [Fact]
    public void A_script_is_answered_line_by_line()
    {
        using var process = Start(["maple", "-"]);
        process.StandardInput.WriteLine("new 1 both");
        process.StandardInput.Flush();
        Assert.Contains("\"op\":\"new\"", process.StandardOutput.ReadLine());
        process.StandardInput.WriteLine("frob 1");
        process.StandardInput.Close();
        Assert.Equal("", process.StandardOutput.ReadToEnd());
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCode.Usage, process.ExitCode);
        Assert.StartsWith("rcusim: script '-': line 2: unknown operation 'frob'", error);
    }

    [Theory]
    [InlineData("list > /dev/full", "cannot write the result to the standard output (No space left")]
    [InlineData("list >&-", "cannot write the result to the standard output (it is closed)")]
    [InlineData("--help > /dev/full", "cannot write the result to the standard output (No space left")]
    [InlineData("maple - >&-", "cannot write the result to the standard output (it is closed)")]
    [InlineData("maple - <&-", "script '-': cannot read it (it is closed)")]
    [InlineData("maple /proc/self/mem", "script '/proc/self/mem': cannot read it")]
    [InlineData("check --maps /proc/self/mem", "--maps '/proc/self/mem': cannot read it")]
    [InlineData("check nosuch", "unknown scenario")]
    [InlineData("check nosuch 2> /dev/full", "")]
    [InlineData("check nosuch 2>&-", "")]
    [InlineData("check nosuch >&- 2>&- <&-", "")]
    public void A_stream_that_fails_is_one_line(string line, string mention)
    {
        string error = Refused(line);
        Assert.StartsWith(mention.Length == 0 ? "" : $"rcusim: {mention}", error);
        Assert.Equal(mention.Length == 0 ? 0 : 1, error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("ulimit -n 32", "list", "too few files may be open at once (ulimit -n)")]
    [InlineData("ulimit -n 127", "check pointer", "too few files may be open at once (ulimit -n)")]
    [InlineData("export DOTNET_GCHeapHardLimit=0x3000000", "check --maps MAPS", "there is not enough memory")]
    public void A_system_that_gives_too_little_is_one_line(string limit, string line, string mention)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["maps"], MapsTests.Lines(5000));
        string words = line.Replace("MAPS", folder["maps"], StringComparison.Ordinal);
        using var process = Shell(
            $"{limit}; cd '{folder.Location}'; exec dotnet '{Program}' {words}");
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(("", ExitCode.Usage), (output, process.ExitCode));
        Assert.StartsWith($"rcusim: {mention}", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_violation_that_cannot_be_shown_is_named()
    {
        using var folder = new TemporaryFolder();
        string error = Refused($"check --bug G0 --engine baton --out '{folder["out"]}' > /dev/full");
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        Assert.StartsWith("rcusim: cannot write the result to the standard output (No space", error);
        Assert.EndsWith($"; saved as {file}\n", error);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_error()
    {
        using var process = Shell($"{{ dotnet '{Program}' list; echo $? >&2; }} | head -1");
        Assert.StartsWith("Scenarios", process.StandardOutput.ReadToEnd());
        Assert.Equal("0\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
    }

    [Theory]
    [InlineData("maple -")]
    [InlineData("maple - --machine traced")]
    public void An_endless_script_ends_with_its_reader(string line)
    {
        const string script = "{ echo 'new 1 rcu'; yes 'load 1 1' 2> /dev/null; }";
        using var process = Shell(
            $"{script} | {{ timeout 20 dotnet '{Program}' {line}; echo $? >&2; }} | head -1");
        Assert.Contains("\"op\":\"new\"", process.StandardOutput.ReadToEnd());
        Assert.Equal("0\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
    }

    /// <summary>Runs a command line that must be refused; gives what it says.</summary>
    private static string Refused(string line)
    {
        using var process = Shell($"exec dotnet '{Program}' {line}");
        bool ended = process.WaitForExit(30_000);
        process.Kill();
        Assert.True(ended, $"{line} does not end");
        Assert.Equal(ExitCode.Usage, process.ExitCode);
        return process.StandardError.ReadToEnd();
    }

    /// <summary>Starts a command line of a shell.</summary>
    internal static Process Shell(string line) => Process.Start(new ProcessStartInfo("sh", ["-c", line])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    internal static string Program => Path.Combine(AppContext.BaseDirectory, "RcuSim.Cli.dll");

    /// <summary>Starts the command in a process of its own.</summary>
    internal static Process Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }
}
