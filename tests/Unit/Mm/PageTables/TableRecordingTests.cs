using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scripts;
using RcuSim.Simulation;
using Xunit.Abstractions;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>How Linux's own code frees page tables, operation by operation, on both machines.</summary>
public sealed class TableRecordingTests(ITestOutputHelper output)
{
    private const int Shown = 3;
    private static readonly IReadOnlyList<TableRecording> all = TableRecording.All();

    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void Agrees_with_the_recordings(ScriptMachineKind machine)
    {
        string[] given = Answers(string.Join('\n', all.Select(recording => recording.Inputs())), machine);
        Assert.Equal(all.Count, given.Length);
        foreach (var group in all.Zip(given).GroupBy(pair => pair.First.Group))
        {
            int agreed = group.Count(pair => pair.First.Line == pair.Second);
            output.WriteLine($"{group.Key} on {machine}: {agreed} of {group.Count()} agree");
        }

        var wrong = all.Zip(given).Where(pair => pair.First.Line != pair.Second).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n" + string.Join(
            '\n', wrong.Take(Shown).Select(pair => $"recorded {pair.First.Line}\ngiven    {pair.Second}")));
    }

    [Fact]
    public void The_recordings_are_all_there()
    {
        Assert.Equal((3718, 7727), (all.Count, all.Sum(recording => recording.Steps)));
        Assert.Equal(322, all.Sum(recording => recording.StepsWithLostTables));
    }

    [Fact]
    public void Answers_that_stand_there_already_are_made_anew()
    {
        string line = all[0].Line;
        string wrong = line.Replace("\"bytes\":12288", "\"bytes\":7", StringComparison.Ordinal);
        Assert.NotEqual(line, wrong);
        Assert.Equal(line, Assert.Single(Answers(wrong, ScriptMachineKind.Native)));
    }

    /// <summary>
    /// The recordings tell by their counts where limits that are too wide cut tables off; the rule sees it
    /// without a count.
    /// </summary>
    [Fact]
    public void A_table_that_nobody_reaches_is_a_leak_in_just_the_recordings_that_lose_one()
    {
        foreach (var recording in all)
        {
            var jury = new Jury(new(), [new TableReach()]);
            var thread = new SimulatedThread(ThreadName.Setup)
            {
                Engine = new SequentialEngine(new(jury.History), jury),
            };
            new TableRunner<TracedMachine>(new(thread)).Run(TableSyntax.Parse(recording.Line));
            var expected = recording.StepsWithLostTables > 0 ? ViolationKind.Leak : (ViolationKind?)null;
            Assert.True(expected == jury.Violation?.Kind, $"{jury.Violation?.Message} {recording.Line}");
        }
    }

    private static string[] Answers(string script, ScriptMachineKind machine)
    {
        var answers = new StringWriter();
        Assert.Null(PageTableScript.Run(new StringReader(script), answers, machine));
        return answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
