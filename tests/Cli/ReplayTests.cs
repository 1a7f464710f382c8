using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RcuSim.Cli;
using RcuSim.Exploration;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Cli;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("baton", "coyote")]
    [InlineData("coyote", "baton")]
    public void A_violation_is_saved_and_replays_the_same_on_either_engine(string finder, string other)
    {
        var found = Terminal.RunStandard(
            "check", "--bug", "G0", "--engine", finder, "--out", folder["out"], "--json");
        Assert.Equal(ExitCode.Violation, found.Code);
        using var report = JsonDocument.Parse(found.Out);
        string file = report.RootElement.GetProperty("replay").GetProperty("file").GetString()!;
        Assert.Equal(file, Assert.Single(Directory.GetFileSystemEntries(folder["out"])));
        foreach (string engine in new[] { finder, other })
        {
            var replayed = Terminal.RunStandard("replay", file, "--engine", engine, "--json");
            Assert.Equal(("", ExitCode.Violation), (replayed.Error, replayed.Code));
            using var again = JsonDocument.Parse(replayed.Out);
            Assert.Equal(Violation(report), Violation(again));
        }
    }

    [Fact]
    public void A_new_process_shows_the_same_text()
    {
        var found = Terminal.RunStandard("check", "--bug", "C4", "--engine", "baton", "--out", folder["out"]);
        string command = found.Out.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("Replay: ", command);
        using var process = ProcessTests.Shell(command["Replay: ".Length..]);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCode.Violation, process.ExitCode);
        Assert.Equal(Shown(found.Out), Shown(output));
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void The_finding_of_each_bug_is_read_by_a_process_that_knows_nothing_yet(string bug)
    {
        var found = Terminal.RunStandard("check", "--bug", bug, "--out", folder["out"]);
        Assert.Equal(ExitCode.Violation, found.Code);
        using var process = ProcessTests.Start(
            ["replay", Assert.Single(Directory.GetFileSystemEntries(folder["out"]))]);
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(("", ExitCode.Violation), (error, process.ExitCode));
        Assert.Equal(Shown(found.Out), Shown(output));
    }

    public static TheoryData<string> Bugs => [.. Gallery.All.Select(bug => bug.Id)];

    [Fact]
    public void Options_and_a_real_layout_are_kept()
    {
        var subject = new SubjectRequest
        {
            Bugs = ["A1", "G8"],
            Scenario = "fork",
            Readers = "7",
            Layout = MapsFile.Read("/proc/self/maps", () => null).Layout,
            Failures = "fork/vm_area_struct#3,*/*#*",
        }.Build(Catalogue.Standard).Subject!;
        var again = SubjectText.Read(SubjectText.Of(subject), Catalogue.Standard).Subject!;
        Assert.Equal(subject.Options.Layout!.Entries, again.Options.Layout!.Entries);
        Assert.Equal(subject.Options.Regime, again.Options.Regime);
        Assert.Equal(subject.Options.Readers, again.Options.Readers);
        Assert.Equal(subject.Bugs, again.Bugs);
        Assert.Equal($"{subject.Failures}", $"{again.Failures}");
        Assert.Equal("fork", again.Scenario.Name);
        Assert.Equal(subject.MostEvents, again.MostEvents);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[1, 2", "not JSON")]
    [InlineData("{}", "not a replay file")]
    [InlineData("\"text\"", "the file")]
    [InlineData("{\"schema\": \"rcusim-replay\", \"version\": 0}", "version")]
    public void What_is_no_replay_file_is_refused(string text, string mention)
    {
        File.WriteAllText(folder["file"], text);
        Terminal.RunStandard("replay", folder["file"]).IsRefused(ExitCode.Usage, folder["file"], mention);
    }

    [Fact]
    public void A_missing_file_or_a_folder_is_refused()
    {
        Terminal.RunStandard("replay", folder["none"]).IsRefused(ExitCode.Usage, "no such file");
        Terminal.RunStandard("replay", folder.Location).IsRefused(ExitCode.Usage, "this is a folder");
        Terminal.RunStandard("replay", "").IsRefused(ExitCode.Usage, "'': expected the name of a file");
        Terminal.RunStandard("replay").IsRefused(ExitCode.Usage, "FILE");
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        string file = Save("check", "--bug", "G0");
        byte[] whole = File.ReadAllBytes(file);
        for (int length = 0; length < whole.Length - 1; length += 97)
        {
            File.WriteAllBytes(file, whole[..length]);
            Terminal.RunStandard("replay", file).IsRefused(ExitCode.Usage, file);
        }
    }

    [Fact]
    public void A_newer_file_is_unsupported() =>
        Changed(root => root["version"] = 5).IsRefused(ExitCode.Unsupported, "version 5", "newer rcusim");

    [Fact]
    public void An_older_file_names_who_wrote_it()
    {
        var said = Changed(root =>
        {
            root["version"] = 1;
            root["tool"] = "rcusim 1.0.0";
        });
        said.IsRefused(
            ExitCode.Usage, "by rcusim 1.0.0 in version 1 of the format; this program reads version 4");
        Changed(root =>
        {
            root["version"] = 1;
            root.AsObject().Remove("tool");
        }).IsRefused(ExitCode.Usage, "written by an unknown program in version 1");
    }

    [Fact]
    public void An_unmodelled_fork_variant_is_unsupported() =>
        Changed(root => root["subject"]!["parameters"]!["regime"] = "v68").IsRefused(
            ExitCode.Unsupported, "v68", "not modelled");

    [Fact]
    public void A_file_that_fits_no_longer_names_the_first_step_that_differs()
    {
        Refused("does not fit: step ", root => root["subject"]!["bugs"] = new JsonArray());
        Refused("does not fit", root => root["subject"]!["scenario"] = "recycled-vma");
        Refused("does not fit: step ", root => root["execution"]!["schedule"] = new JsonArray("unmap*3"));
        Refused("fit: step ", root => root["execution"]!["schedule"] = new JsonArray("unmap*9000000"));
        Refused("fit: step ", root => root["execution"]!["conflicts"] = new JsonArray());
        Refused("step 0 differs", root => root["execution"]!["setup"] = "0");
    }

    [Theory]
    [InlineData("scenario", "nowhere", "unknown scenario 'nowhere'")]
    [InlineData("failures", "x", "subject.failures 'x'")]
    [InlineData("failures", "nobody/item#1", "no thread 'nobody'")]
    public void Wrong_words_in_a_file_are_refused(string key, string value, string mention) =>
        Changed(root => root["subject"]![key] = value).IsRefused(ExitCode.Usage, mention);

    [Fact]
    public void Wrong_lists_in_a_file_are_refused()
    {
        Refused("'Z9'", root => root["subject"]!["bugs"] = new JsonArray("Z9"));
        Refused("layout: line 1", root => root["subject"]!["layout"] = new JsonArray("x"));
        Refused("'999'", root => root["subject"]!["parameters"]!["readers"] = "999");
        Refused("'colour'", root => root["subject"]!["parameters"]!["colour"] = "red");
        Refused("'a.b'", root => root["execution"]!["conflicts"] = new JsonArray("a.b"));
        Refused("'me'", root => root["execution"]!["schedule"] = new JsonArray("me"));
    }

    [Fact]
    public void Nothing_in_a_file_is_passed_over()
    {
        Refused("execution.choices: entry 1", root => root["subject"]!["failures"] = "*/*#*");
        Refused("execution.choices: entry 1", root => root["execution"]!["choices"] = new JsonArray(1, 1));
        Refused("execution.schedule: entry", root => root["execution"]!["schedule"]!.AsArray().Add("unmap"));
        Refused("bugs 'G0, G0', expected bugs 'G0'",
            root => root["subject"]!["bugs"] = new JsonArray("G0", "G0"));
        Refused("bugs 'g0', expected bugs 'G0'", root => root["subject"]!["bugs"] = new JsonArray("g0"));
        Refused("expected parameters 'regime=v3'",
            root => root["subject"]!["parameters"] = new JsonObject());
        Refused("subject.failures 'x'", root => root["subject"]!["failures"] = "x");
        Refused("execution.conflicts: entry", root =>
        {
            var conflicts = root["execution"]!["conflicts"]!.AsArray();
            conflicts.Add(conflicts[0]!.GetValue<string>());
        });
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_file_with_fewer_conflicts_is_refused(string engine)
    {
        string file = Save("check", "--bug", "G0");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var conflicts = root["execution"]!["conflicts"]!.AsArray();
        for (int i = conflicts.Count - 1; i >= 0; i--)
        {
            var entry = conflicts[i];
            conflicts.RemoveAt(i);
            File.WriteAllText(file, root.ToJsonString());
            Terminal.RunStandard("replay", file, "--engine", engine)
                .IsRefused(ExitCode.Usage, "what it says does not fit its digest: the file was changed");
            conflicts.Insert(i, entry);
        }

        File.WriteAllText(file, root.ToJsonString());
        Assert.Equal(ExitCode.Violation, Terminal.RunStandard("replay", file, "--engine", engine).Code);
    }

    [Fact]
    public void A_file_is_read_from_the_standard_input()
    {
        string file = Save("check", "--bug", "G0");
        var said = Terminal.RunWithInput($"\ufeff{File.ReadAllText(file)}", "replay", "-");
        Assert.Equal(("", ExitCode.Violation), (said.Error, said.Code));
        Assert.Contains("replayed by baton from -", said.Out);
        Terminal.RunWithInput("{", "replay", "-").IsRefused(ExitCode.Usage, "replay file '-': not JSON");
    }

    private static string Violation(JsonDocument report) =>
        report.RootElement.GetProperty("violation").GetRawText();

    private static string Shown(string text) => text[..text.IndexOf("\nFound by", StringComparison.Ordinal)];

    private void Refused(string mention, Action<JsonNode> change)
    {
        Changed(change).IsRefused(ExitCode.Usage, mention);
        Changed(change, "coyote").IsRefused(ExitCode.Usage, mention);
    }

    private Terminal.Said Changed(Action<JsonNode> change, string engine = "baton")
    {
        string file = Save("check", "--bug", "G0");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        change(root);
        Sign(root);
        File.WriteAllText(file, root.ToJsonString());
        return Terminal.RunStandard("replay", file, "--engine", engine);
    }

    /// <summary>Renews the digest, if the rest is in order: for what is to be refused later on.</summary>
    private static void Sign(JsonNode root)
    {
        try
        {
            using var document = ReplayReader.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()));
            root["digest"] = ReplayWriter.Digest(ReplayReader.Read(document.RootElement, out _));
        }
        catch (ReplayFormatException)
        {
            // It is refused before its digest is looked at.
        }
    }

    private string Save(params string[] command)
    {
        string output = folder[$"out-{Directory.GetFileSystemEntries(folder.Location).Length}"];
        var said = Terminal.RunStandard([.. command, "--engine", "baton", "--out", output]);
        Assert.Equal(ExitCode.Violation, said.Code);
        return Assert.Single(Directory.GetFiles(output));
    }
}
