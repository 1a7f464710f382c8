using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Counts, for each bug that is switched on, the executions in which it acted. What setup did does not
/// count.
/// </summary>
/// <param name="bugs">The bugs, by the names that they have when they act.</param>
internal sealed class BugCounter(IEnumerable<string> bugs)
{
    private readonly Dictionary<string, long> executions = bugs.ToDictionary(bug => bug, _ => 0L);
    private readonly HashSet<string> acted = [];

    /// <summary>In how many executions each of them acted.</summary>
    public IReadOnlyDictionary<string, long> Executions => executions;

    /// <summary>Takes in an execution.</summary>
    public void Take(ExecutionResult result)
    {
        if (executions.Count == 0)
        {
            return;
        }

        acted.Clear();
        var history = result.History;
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            var operation = history.Log[i].Operation;
            if (operation.Kind == OperationKind.Observe
                && Site.Find(operation.Site) is { Kind: SiteKind.Bug } site)
            {
                acted.Add(BugSwitches.NameOf(site, operation.Value));
            }
        }

        foreach (string bug in acted.Where(executions.ContainsKey))
        {
            executions[bug]++;
        }
    }
}
