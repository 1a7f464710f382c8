using CsCheck;
using RcuSim.Explaining;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Properties;

/// <summary>A layout with any names goes into a replay file and comes back the same.</summary>
public class NamePropertyTests
{
    private static readonly string[] pieces =
    [
        "/", "a", " ", "\t", "\u001b[31m", "\u2028", "\u2029", "\u202e", "\u2066", "\u00a0", "\u3000",
        "\ufeff", "\ufffd", "\u0085", "\0", "\r", "\\", "\\u2028", "\"", "é", "😀", "\ud83d", "\ude00",
        "…", "(deleted)", "[stack]", "[rollup", "- Size: 4 - VmFlags: dc", "VmFlags: dc",
    ];

    private static readonly Gen<string> name = Gen.Select(
        Gen.Int[0, pieces.Length - 1].Array[0, 8], Gen.Int[0, 4],
        (chosen, length) =>
            new string('x', length < 2 ? 6995 : 0) + string.Concat(chosen.Select(i => pieces[i])));

    [Fact]
    public void Names_of_mappings_are_kept() =>
        name.Array[1, 3].Sample(names =>
        {
            string[] inodes = ["00:00 0", "08:01 7", "00:00 0"];
            var lines = names.Select((own, i) => $"{i + 1}000-{i + 2}000 rw-p 0 {inodes[i]} {own}");
            var read = Read(lines);
            var layout = read.Layout!;
            string[] kept = [.. layout.Entries.SelectMany(MapsLine.Write)];
            var file = Saved(kept);
            Assert.Equal(kept, file.Subject.Layout);
            Assert.Equal(layout.Entries, Read(file.Subject.Layout).Layout!.Entries);
        }, iter: 300);

    private static MapsText Read(IEnumerable<string> lines)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        var text = MapsText.Read(reader);
        Assert.Equal("", text.Error);
        return text;
    }

    /// <summary>The file of a finding, as replay reads it.</summary>
    private static ReplayFile Saved(IReadOnlyList<string> layout)
    {
        string path = Path.GetTempFileName();
        try
        {
            var file = new ReplayFile("", new("fork") { Layout = layout }, new("", "", 1, 1), new()
            {
                Conflicts = [],
                Schedule = [],
                Choices = [],
                Setup = "",
                Events = [],
                Kind = ViolationKind.Leak,
                Message = "",
                Timeline = "",
            });
            Assert.True(file.Write(path, out string problem), problem);
            return ReplayFile.Read(path, out _)!;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
