using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Samples;
using RcuSim.Scenarios;

// Lets a stack grow beside a reader of /proc/PID/maps, as Linux does it today and as Linux 6.1 to 6.4 did it.
const int schedules = 2000;
var table = new OutcomeTable();
table.Expect("correct: listed", "the tree changes under the write lock, so the reader waits or comes first");
table.Forbid("correct: broken", "a rule is broken");
table.Expect("A1: listed", "the reader was lucky: it was through before the node was freed, or came after");
table.Expect("A1: freed node used", "reader and writer both held the read lock, which excludes neither");
table.Expect("A1: data race", "the reader read where the stack begins, and nothing kept it from moving");
table.Forbid("A1: broken", "another rule is broken");

string? story = null;
Explore("correct", BugSwitch.None);
Explore("A1", BugSwitch.A1);
Console.WriteLine(story);
return table.Write(Console.Out) ? 0 : 1;

void Explore(string name, BugSwitch bugs)
{
    using var explorer = Campaign.CreateExplorer(new()
    {
        Scenario = ScenarioCatalogue.Create("stack-growth", new()).Scenario!,
        Bugs = bugs,
        Engine = EngineKind.Baton,
        Oracles = OracleSet.Default,
    });
    var execution = explorer.Execution;
    int left = schedules;
    explorer.Explore(seed: 1, () =>
    {
        var violation = execution.State.Violation;
        string outcome = violation?.Kind switch
        {
            null => "listed",
            ViolationKind.UseAfterFree when bugs != BugSwitch.None => "freed node used",
            ViolationKind.DataRace when bugs != BugSwitch.None => "data race",
            _ => "broken",
        };
        table.Count($"{name}: {outcome}");
        story ??= violation?.Kind == ViolationKind.UseAfterFree ? Tell(execution.State, violation) : null;
        execution.Filter.Conflicts.Add(execution.State.Conflicts.Seen);
        return --left > 0;
    });
}

static string Tell(SystemState state, Violation violation)
{
    var steps = violation.Argument.Select((step, i) => $"{i + 1,3}. {step}");
    string timeline = Timeline.Draw(state, violation, options: new() { Rows = 60 });
    return $"{violation.Sentence}\n\n{string.Join('\n', steps)}\n\n{timeline}";
}
