using RcuSim.Exploration;
using RcuSim.Samples;
using RcuSim.Samples.YourStructure;

// Explores a lock-free stack under three ways to give a popped node's memory back.
const int schedules = 20_000;
var table = new OutcomeTable();
table.Expect("after a grace period: fine", "who looks at a node is in a section, and the node waits for it");
table.Expect("at once: fine", "nobody was looking at a popped node just then");
table.Expect("at once: UseAfterFree", "another thread had read the top, and reads the link of a freed node");
table.Expect("recycled: fine", "no node came back to the top while somebody had it in mind");
table.Expect("recycled: ABA", "the same node is on top again, but another is below it");

string? story = null;
Explore("after a grace period", Reclaim.AfterGracePeriod);
Explore("at once", Reclaim.AtOnce);
Explore("recycled", Reclaim.Recycled);
Console.WriteLine(story);
return table.Write(Console.Out) ? 0 : 1;

void Explore(string name, Reclaim reclaim)
{
    var options = new CampaignOptions
    {
        Scenario = new StackScenario(reclaim),
        Schedules = schedules,
    };
    var survey = Survey.Run(options, result => result.Violation?.Kind.ToString() ?? "fine");
    foreach (var outcome in survey.Outcomes)
    {
        table.Count($"{name}: {outcome.Name}", outcome.Count);
    }

    if (survey.Find(EachOnce.Aba.Name) is { First: { } aba })
    {
        story ??= $"{aba.Violation}\n{aba.Timeline}\n{Again(aba, options)}\n";
    }
}

static string Again(Finding finding, ExecutionOptions options) =>
    finding.Replay(EngineCatalogue.Coyote, options, out string difference) is null
        ? difference
        : $"Schedule {finding.Number:N0}; Coyote follows it to the same end.";
