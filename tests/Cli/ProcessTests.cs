using System.Diagnostics;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>What only a process of its own shows: signals, the standard streams.</summary>
public class ProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void ASignalEndsACampaignCleanly(string signal)
    {
        using var folder = new TemporaryFolder();
        using var process = Start(["check", "--time", "300", "--out", folder["out"]]);
        while (!Directory.Exists(folder["out"]) && !process.HasExited)
        {
            Thread.Sleep(50);
        }

        Thread.Sleep(500);
        using var kill = Process.Start("kill", ["-s", signal, $"{process.Id}"]);
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(ExitCode.Inconclusive, process.ExitCode);
        Assert.StartsWith("Inconclusive: ", output);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void AScriptIsAnsweredLineByLine()
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
        Assert.StartsWith("rcusim: script '-': line 2: expected an operation", error);
    }

    [Fact]
    public void AFullDiskIsOneLine()
    {
        using var process = Shell($"exec dotnet '{Program}' list > /dev/full");
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCode.Internal, process.ExitCode);
        Assert.StartsWith("rcusim: internal error: No space left on device", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    /// <summary>Starts a command line of a shell.</summary>
    internal static Process Shell(string line) => Process.Start(new ProcessStartInfo("sh", ["-c", line])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "RcuSim.Cli.dll");

    private static Process Start(string[] args)
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
