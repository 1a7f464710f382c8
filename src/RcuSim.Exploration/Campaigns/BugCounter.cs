using RcuSim.Faults;

namespace RcuSim.Exploration;

/// <summary>
/// Counts, for each bug that is switched on, the executions in which it acted. What setup did does not
/// count.
/// </summary>
/// <param name="bugs">The bugs.</param>
internal sealed class BugCounter(IEnumerable<BugSwitch> bugs)
{
    private readonly Dictionary<BugSwitch, long> executions = bugs.ToDictionary(bug => bug, _ => 0L);
    private readonly HashSet<BugSwitch> acted = [];

    /// <summary>In how many executions each of them acted.</summary>
    public IReadOnlyDictionary<BugSwitch, long> Executions => executions;

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
            ref readonly var item = ref history.Log[i];
            if (item.Operation.Site == BugSwitches.Acting.Number)
            {
                acted.Add((BugSwitch)item.Operation.Value);
            }
        }

        foreach (var bug in acted)
        {
            executions[bug]++;
        }
    }
}
