using RcuSim.Explaining;
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
Explore("correct", []);
Explore("A1", [BugSwitch.StackRot]);
Console.WriteLine(story);
return table.Write(Console.Out) ? 0 : 1;

void Explore(string name, BugSet bugs)
{
    var survey = Survey.Run(
        new()
        {
            Scenario = ScenarioCatalogue.Create("stack-growth", new()).Scenario!,
            Bugs = bugs,
            Schedules = schedules,
        },
        result =>
        {
            if (result.Violation is not { } violation)
            {
                return "listed";
            }

            if (violation.Kind == ViolationKind.UseAfterFree)
            {
                story ??= Tell(violation, result.Timeline(rows: 60));
            }

            return bugs.Count == 0 ? "broken"
                : violation.Kind == ViolationKind.UseAfterFree ? "freed node used"
                : violation.Kind == ViolationKind.DataRace ? "data race"
                : "broken";
        });
    foreach (var outcome in survey.Outcomes)
    {
        table.Count($"{name}: {outcome.Name}", outcome.Count);
    }
}

static string Tell(Violation violation, string timeline)
{
    var steps = violation.Explanation.Select((step, i) => $"{i + 1,3}. {step}");
    return $"{violation.Message}\n\n{string.Join('\n', steps)}\n\n{timeline}";
}
