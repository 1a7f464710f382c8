using System.Text.Json.Nodes;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Oracles;
using RcuSim.Scripts;
using RcuSim.Simulation;
using Xunit.Abstractions;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>How Linux's own code maps, unmaps, splits and merges, step by step, on both machines.</summary>
public sealed class VmaRecordingTests(ITestOutputHelper output)
{
    private const int Shown = 3;
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private static readonly IReadOnlyList<VmaRecording> all = VmaRecording.All();

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void Agrees_with_the_recordings(ScriptMachineKind machine)
    {
        string[] given = Answers(string.Join('\n', all.Select(recording => recording.Inputs())), machine);
        Assert.Equal(all.Count, given.Length);
        foreach (var group in all.Zip(given).GroupBy(pair => pair.First.Group))
        {
            var steps = group.SelectMany(Pairs).ToList();
            output.WriteLine($"{group.Key} on {machine}: of {steps.Count} steps agree "
                + $"in results and VMAs {steps.Count(Behave)}, in objects {steps.Count(Same("vmas"))}, "
                + $"in events {steps.Count(Same("ev"))}");
        }

        var wrong = all.Zip(given).Where(pair => pair.First.Line != pair.Second).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n" + string.Join(
            '\n', wrong.Take(Shown).Select(pair => $"recorded {pair.First.Line}\ngiven    {pair.Second}")));
    }

    [Fact]
    public void The_recordings_are_all_there()
    {
        Assert.Equal((582, 10_619), (all.Count, all.Sum(recording => recording.Steps.Count)));
        Assert.Equal(324, all.Sum(recording => recording.Steps.Count(step => (int?)step["hit"] == 1)));
    }

    [Fact]
    public void Answers_that_stand_there_already_are_made_anew()
    {
        string line = all[0].Line;
        string wrong = line.Replace("\"live\":1", "\"live\":7", StringComparison.Ordinal);
        Assert.NotEqual(line, wrong);
        Assert.Equal(line, Assert.Single(Answers(wrong, ScriptMachineKind.Native)));
    }

    /// <summary>
    /// No rule is broken on the way, and when the address space has ended nothing is left of it: but for the
    /// charge, in just the recordings in which Linux loses it.
    /// </summary>
    [Fact]
    public void Nothing_is_left_of_any_recording_but_what_Linux_loses()
    {
        int lost = 0;
        foreach (var recording in all)
        {
            var jury = new Jury(new(), OracleSet.Default());
            RunToTheEnd(recording, jury);
            string said = jury.Violation?.Message ?? "";
            string expected = recording.LosesCharge ? "At the end vm_committed_as is out of balance by " : "";
            bool isRight = expected.Length == 0 ? said.Length == 0 : said.StartsWith(expected, Ordinal);
            Assert.True(isRight, $"{said} {recording.Line}");
            lost += recording.LosesCharge ? 1 : 0;
        }

        Assert.Equal(12, lost);
    }

    private static void RunToTheEnd(VmaRecording recording, Jury jury)
    {
        var engine = new SequentialEngine(new(jury.History), jury);
        var thread = new SimulatedThread(ThreadName.Actor(1, "vma")) { Engine = engine };
        var log = new VmaLog();
        var machine = new WatchedMachine<TracedMachine>(new(thread), log);
        var runner = new VmaRunner<WatchedMachine<TracedMachine>>(machine, log);
        runner.Run(VmaSyntax.Parse(recording.Line));
        var globals = runner.Mm.Globals;
        runner.Mm.Put();
        globals.Free();
        engine.RunCallbacks(new(thread), static (machine, function, first, second) =>
            MapleCallback.Run(machine, function, first, second));
        Assert.Empty(jury.History.Objects.In(ObjectState.Allocated));
        Assert.Empty(jury.History.Objects.In(ObjectState.Retired));
    }

    private static IEnumerable<(JsonObject, JsonObject)> Pairs((VmaRecording First, string Second) pair) =>
        pair.First.Steps.Zip(new VmaRecording(pair.Second).Steps);

    private static Func<(JsonObject, JsonObject), bool> Same(string key) =>
        pair => JsonNode.DeepEquals(pair.Item1[key], pair.Item2[key]);

    /// <summary>True if results, counts and VMAs agree, whichever objects they are.</summary>
    private static bool Behave((JsonObject, JsonObject) pair) =>
        new[] { "rc", "hit", "map_count", "vm", "live" }.All(key => Same(key)(pair))
        && Places(pair.Item1).SequenceEqual(Places(pair.Item2));

    private static IEnumerable<string> Places(JsonObject step) => step["vmas"]!.AsArray().Select(
        vma => $"{string.Join(' ', vma!.AsArray().Skip(1).Take(5))} {vma[6]!.AsArray().Count}");

    private static string[] Answers(string script, ScriptMachineKind machine)
    {
        var answers = new StringWriter();
        Assert.Null(VmaScript.Run(new StringReader(script), answers, machine));
        return answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
