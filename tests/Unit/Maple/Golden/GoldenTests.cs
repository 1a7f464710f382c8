using System.Text;
using System.Text.Json.Nodes;
using RcuSim.Scripts;
using Xunit.Abstractions;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>The recorded behaviour of Linux's own tree, operation by operation, on both machines.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const int Shown = 3;

    public static TheoryData<string, string, ScriptMachineKind, int> Groups()
    {
        var data = new TheoryData<string, string, ScriptMachineKind, int>();
        (string Archive, string Name, int Count)[] groups =
        [
            (GoldenArchive.Trees, "seq", 100), (GoldenArchive.Trees, "vma", 163),
            (GoldenArchive.Trees, "rand", 84), (GoldenArchive.Trees, "alloc", 52),
            (GoldenArchive.Trees, "dup", 76), (GoldenArchive.Trees, "bulk", 100),
            (GoldenArchive.Cursors, "idiom", 167), (GoldenArchive.Cursors, "steps", 135),
            (GoldenArchive.Cursors, "writes", 60), (GoldenArchive.Cursors, "rand", 232),
        ];
        foreach (var (archive, name, count) in groups)
        {
            data.Add(archive, name, ScriptMachineKind.Native, count);
            data.Add(archive, name, ScriptMachineKind.Traced, count);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Agrees_with_the_recordings(
        string archive, string group, ScriptMachineKind machine, int count)
    {
        var report = new StringBuilder();
        var agreeing = new Dictionary<Agreement, int>
        {
            [Agreement.Behaviour] = 0,
            [Agreement.Position] = 0,
            [Agreement.Shape] = 0,
            [Agreement.Mechanics] = 0,
        };
        var recordings = GoldenArchive.Group(archive, group);
        int shown = 0;
        foreach (var recording in recordings)
        {
            var agreement = Compare(recording, machine, report, ref shown);
            foreach (var level in agreeing.Keys)
                agreeing[level] += agreement.HasFlag(level) ? 1 : 0;
        }

        var levels = string.Join(", ", agreeing.Select(level => $"{level.Key} {level.Value}"));
        output.WriteLine($"{archive}, {group} on {machine}: of {recordings.Count} scripts agree: {levels}");
        Assert.Equal(count, recordings.Count);
        Assert.True(agreeing.Values.All(agreed => agreed == count), $"{levels} of {count}\n{report}");
    }

    [Fact]
    public void A_wrong_answer_is_distinguished_by_level()
    {
        const string Recorded = """{"op":"store","rc":0,"wr":"wr_append","alloc":1}""";
        const string Reordered = """{"rc":0,"op":"store","alloc":1,"wr":"wr_append"}""";
        Assert.Equal(Agreement.All, AnswerComparison.Compare(Recorded, Reordered));
        var otherWrite = AnswerComparison.Compare(Recorded, """{"op":"store","rc":0,"wr":"wr_append"}""");
        Assert.Equal(Agreement.All & ~Agreement.Mechanics, otherWrite);
        var otherResult = AnswerComparison.Compare(
            Recorded, """{"op":"store","rc":-12,"wr":"wr_append","alloc":1}""");
        Assert.Equal(Agreement.All & ~Agreement.Behaviour, otherResult);
        var otherShape = AnswerComparison.Compare(
            """{"op":"dump","height":1}""", """{"op":"dump","height":2}""");
        Assert.Equal(Agreement.All & ~Agreement.Shape, otherShape);
        var otherSlot = AnswerComparison.Compare(
            """{"op":"cwalk","pos":{"offset":1}}""", """{"op":"cwalk","pos":{"offset":2}}""");
        Assert.Equal(Agreement.All & ~Agreement.Position, otherSlot);
    }

    private static Agreement Compare(
        GoldenRecording recording, ScriptMachineKind machine, StringBuilder report, ref int shown)
    {
        var given = ScriptRun.Of(recording.Script, machine);
        var recorded = recording.Lines;
        var agreement = given.Length == recorded.Length ? Agreement.All : Agreement.None;
        for (int i = 0; i < Math.Min(given.Length, recorded.Length); i++)
        {
            var here = AnswerComparison.Compare(recorded[i], given[i]);
            if (here != Agreement.All && agreement == Agreement.All && shown++ < Shown)
                Describe(recording, machine, i, given[i], report);

            agreement &= here;
        }

        return agreement;
    }

    /// <summary>
    /// The operation, both answers and both trees; the recorded one as it was printed next.
    /// </summary>
    private static void Describe(
        GoldenRecording recording, ScriptMachineKind machine, int at, string given, StringBuilder report)
    {
        var operations = recording.Operations;
        var tree = JsonNode.Parse(recording.Lines[at])!["t"]?.ToString() ?? "0";
        var script = string.Join('\n', operations[..(at + 1)].Append($"dump {tree}"));
        var next = recording.Lines.Skip(at)
            .FirstOrDefault(line => line.Contains($"\"op\":\"dump", StringComparison.Ordinal)
                && line.Contains($"\"t\":{tree},", StringComparison.Ordinal));
        report.AppendLine($"{recording.Name}, operation {at}: {operations[at]}")
            .AppendLine($"  recorded: {recording.Lines[at]}")
            .AppendLine($"  given:    {given}")
            .AppendLine($"  recorded tree: {next ?? "not printed"}")
            .AppendLine($"  given tree:    {ScriptRun.Of(script, machine)[^1]}");
    }
}
