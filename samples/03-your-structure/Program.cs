using RcuSim.Checking;
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
table.Expect("recycled: Imbalance", "ABA: the same node is on top again, but another is below it");

string? story = null;
Explore("after a grace period", Reclaim.AfterGracePeriod);
Explore("at once", Reclaim.AtOnce);
Explore("recycled", Reclaim.Recycled);
Console.WriteLine(story);
return table.Write(Console.Out) ? 0 : 1;

void Explore(string name, Reclaim reclaim)
{
    using var explorer = Campaign.CreateExplorer(new()
    {
        Scenario = new StackScenario(reclaim),
        Engine = EngineKind.Baton,
        Oracles = () => [.. OracleSet.Default(), new EachOnce()],
    });
    var execution = explorer.Execution;
    int left = schedules;
    explorer.Explore(seed: 1, () =>
    {
        var violation = execution.State.Violation;
        table.Count($"{name}: {violation?.Kind.ToString() ?? "fine"}");
        if (violation?.Kind == ViolationKind.Imbalance)
        {
            story ??= $"{violation.Sentence}\n\n{Timeline.Draw(execution.State, violation)}";
        }

        execution.Filter.Conflicts.Add(execution.State.Conflicts.Seen);
        return --left > 0;
    });
}
