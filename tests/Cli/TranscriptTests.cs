using System.Text.RegularExpressions;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Cli;

/// <summary>The pages show what the command says.</summary>
[Trait("Category", Passage.Category)]
public sealed partial class TranscriptTests
{
    private const string Prompt = "$ dotnet run -c Release --project src/RcuSim.Cli -- ";

    /// <summary>Each command of a page that is followed by what it prints.</summary>
    public static TheoryData<string, string> Transcripts()
    {
        var transcripts = new TheoryData<string, string>();
        string[] pages = ["README.md", .. Directory.GetFiles(Pages.At("docs"), "*.md").Order()];
        foreach (string page in pages.Select(page => Path.GetRelativePath(Pages.Root, Pages.At(page))))
        {
            string[] lines = File.ReadAllLines(Pages.At(page));
            foreach (var (line, next) in lines.Zip(lines.Skip(1)))
            {
                if (line.StartsWith(Prompt, StringComparison.Ordinal) && next != "```")
                    transcripts.Add(page, line);
            }
        }

        return transcripts;
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void A_transcript_is_what_the_command_prints(string page, string command)
    {
        using var folder = new TemporaryFolder();
        string[] words = command[Prompt.Length..].Split(' ');
        var said = Terminal.RunStandard([.. words, "--out", folder["out"]]);
        string shown = said.Out.Replace(folder["out"], "rcusim-out", StringComparison.Ordinal);
        shown = Time().Replace(shown, "after 0.1 s");
        shown = Program().Replace(shown, "Replay: src/RcuSim.Cli/bin/Release/net10.0/rcusim replay ");
        Passage.InBlock(Pages.At(page), command).ShouldShow(shown.TrimEnd('\n').Split('\n'));
    }

    [GeneratedRegex(@"after \d+\.\d s")]
    private static partial Regex Time();

    [GeneratedRegex("^Replay: .* replay ", RegexOptions.Multiline)]
    private static partial Regex Program();
}
