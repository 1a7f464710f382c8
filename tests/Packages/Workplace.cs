using System.Diagnostics;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Packages;

/// <summary>
/// A folder outside the repository: a feed with our packages as they were built, a project made from the
/// template, and the tool. Other packages come from those that the build of this repository has restored, so
/// that nothing is fetched; ours are unpacked in a folder of its own, so that none of another build is taken.
/// </summary>
public sealed class Workplace : IDisposable
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(5);
    private readonly string folder = Directory.CreateTempSubdirectory("rcusim-packages-").FullName;

    /// <summary>Packs, makes the project, installs the tool.</summary>
    public Workplace()
    {
        Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <ItemGroup>
                  <Packed Include="{Pages.At("src")}/*/*.csproj;{Pages.At("templates")}/*.csproj" />
                </ItemGroup>
                <MSBuild Projects="@(Packed)" Targets="Pack"
                    Properties="NoBuild=true;Configuration={Configuration};PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders>
                <clear /><add key="restored" value="{Restored}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        Dotnet("msbuild", At("pack.proj"), "-t:Pack", "-nologo").Ended(0);
        Dotnet("new", "install", Package("RcuSim.Templates")).Ended(0);
        Dotnet("new", "rcusim", "-n", "Mine", "-o", "Mine").Ended(0);
        Dotnet(
            "tool", "install", "RcuSim.Cli", "--prerelease", "--tool-path", At("tool"),
            "--configfile", At("nuget.config")).Ended(0);
    }

    /// <summary>The configuration in which these tests and the packages were built.</summary>
    public static string Configuration =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Parent!.Name;

    /// <summary>The feed's packages.</summary>
    public IEnumerable<string> Packages => Directory.GetFiles(Feed, "*.nupkg").Order(StringComparer.Ordinal);

    private string Feed => At("feed");

    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The path of something in the folder.</summary>
    public string At(params string[] names) => Path.Combine([folder, .. names]);

    /// <summary>Writes a file in the folder.</summary>
    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    /// <summary>The path of a package, whatever its version.</summary>
    public string Package(string id) =>
        Packages.Single(path => char.IsDigit(Path.GetFileName(path)[id.Length + 1])
            && Path.GetFileName(path).StartsWith($"{id}.", StringComparison.Ordinal));

    /// <summary>Runs a command of the SDK in the folder.</summary>
    internal Said Dotnet(params string[] words) => Run("dotnet", words);

    /// <summary>Runs the tool in the folder.</summary>
    internal Said Tool(params string[] words) => Run(At("tool", "rcusim"), words);

    /// <summary>Runs a command in the folder.</summary>
    internal Said Run(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What the tests were started by speaks of itself there.
        foreach (string name in start.Environment.Keys.Where(IsOfBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = At("unpacked");
        start.Environment["DOTNET_CLI_HOME"] = At("home");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(longest))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        return new(process.ExitCode, output.Result + error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool IsOfBuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
