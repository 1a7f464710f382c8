using System.Text.Json;
using System.Xml.Linq;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Cli;

/// <summary>One property of the build names the version everywhere.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_command_and_its_files_name_the_version_of_the_build()
    {
        string version = XDocument.Load(Pages.At("Directory.Build.props"))
            .Descendants("Version").Single().Value;
        using var process = ProcessTests.Start(["--version"]);
        Assert.StartsWith(version, process.StandardOutput.ReadToEnd());

        using var folder = new TemporaryFolder();
        Terminal.RunStandard("check", "--bug", "G8", "--out", folder["out"]);
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        using var saved = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal($"rcusim {version}", saved.RootElement.GetProperty("tool").GetString());
    }
}
