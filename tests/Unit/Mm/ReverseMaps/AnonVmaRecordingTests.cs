using System.Text.Json.Nodes;
using RcuSim.Scripts;
using Xunit.Abstractions;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>How Linux's own code links VMAs to anon_vmas, step by step, on both machines.</summary>
public sealed class AnonVmaRecordingTests(ITestOutputHelper output)
{
    private const int Shown = 3;
    private static readonly IReadOnlyList<AnonVmaRecording> all = AnonVmaRecording.All();

    private static readonly Dictionary<string, string[]> levels = new()
    {
        ["links"] = ["rc", "vmas"],
        ["objects"] = ["anons"],
        ["events"] = ["hit", "ev"],
    };

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void Agrees_with_the_recordings(ScriptMachineKind machine)
    {
        var given = Answers(all.Select(recording => recording.Inputs()), machine);
        Assert.Equal(all.Count, given.Count);
        foreach (var form in all.Zip(given).GroupBy(pair => pair.First.Form))
        {
            int steps = form.Sum(pair => pair.First.Steps);
            foreach (var (level, keys) in levels)
            {
                int agreeing = form.Sum(pair => pair.First.Agreeing(pair.Second, keys));
                output.WriteLine($"{form.Key} on {machine}: {level}: {agreeing} of {steps} steps agree");
            }
        }

        var wrong = all.Zip(given).Where(pair => pair.First.Line != pair.Second.Line).ToList();
        var shown = wrong.Take(Shown)
            .Select(pair => $"recorded {pair.First.Line}\ngiven    {pair.Second.Line}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', shown)}");
    }

    [Fact]
    public void The_recordings_are_all_there() =>
        Assert.Equal((820, 14_756), (all.Count, all.Sum(recording => recording.Steps)));

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void When_every_vma_is_gone_no_anon_vma_is_left(ScriptMachineKind machine)
    {
        var given = Answers(all.Select(recording => recording.Inputs(andExits: true)), machine);
        Assert.All(given, line =>
            Assert.Empty(JsonNode.Parse(line.Line)!["ops"]!.AsArray()[^1]!["anons"]!.AsArray()));
    }

    private static List<AnonVmaRecording> Answers(IEnumerable<string> script, ScriptMachineKind machine)
    {
        var answers = new StringWriter { NewLine = "\n" };
        string text = string.Join('\n', script);
        Assert.Null(AnonVmaScript.Run(new StringReader(text), answers, machine));
        string[] lines = answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => new AnonVmaRecording(line))];
    }
}
