using System.Runtime.InteropServices;
using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Counts the executions in which an injected failure happened, and notes which rules were obeyed.
/// </summary>
/// <param name="plan">What is to fail.</param>
internal sealed class FailureCounter(FailurePlan plan)
{
    private readonly Dictionary<(string Thread, string What), int> requests = [];
    private readonly HashSet<FailureRule> seen = [];

    /// <summary>How many executions had an injected failure.</summary>
    public long Executions { get; private set; }

    /// <summary>The rules that nothing ever obeyed.</summary>
    public IReadOnlyList<string> Unseen => [.. plan.Rules.Except(seen).Select(rule => $"{rule}")];

    /// <summary>Takes in an execution.</summary>
    public void Take(ExecutionResult result)
    {
        if (plan.Rules.Count == 0)
        {
            return;
        }

        requests.Clear();
        bool happened = false;
        var history = result.History;
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            ref readonly var item = ref history.Log[i];
            happened |= item.Operation.Kind is OperationKind.Allocate or OperationKind.Fail && Failed(item);
        }

        Executions += happened ? 1 : 0;
    }

    /// <summary>True if a request failed; notes which rules it obeyed.</summary>
    private bool Failed(in Event item)
    {
        var operation = item.Operation;
        bool allocates = operation.Kind == OperationKind.Allocate;
        string what = allocates
            ? SlabCache.At(operation.Detail).Name
            : Site.Find(operation.Site)!.Name;
        string thread = item.Thread.Label;
        int ordinal = ++CollectionsMarshal.GetValueRefOrAddDefault(requests, (thread, what), out _);
        if (allocates ? item.Result != 0 : item.Result == 0)
        {
            return false;
        }

        seen.UnionWith(plan.Rules.Where(
            rule => rule.Covers(thread, what) && (rule.Ordinal == 0 || rule.Ordinal == ordinal)));
        return true;
    }
}
