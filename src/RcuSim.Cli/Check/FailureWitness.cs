using System.Runtime.InteropServices;
using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Cli;

/// <summary>
/// Counts the schedules in which an injected failure happened, and which rule it obeyed. It judges nothing.
/// </summary>
/// <param name="plan">What is to fail.</param>
internal sealed class FailureWitness(FailurePlan plan) : IOracle
{
    private readonly Dictionary<(string Thread, string What), int> requests = [];
    private readonly HashSet<FailureRule> seen = [];
    private bool happened;

    /// <summary>How many schedules had an injected failure.</summary>
    public long Schedules { get; private set; }

    /// <summary>The rules that nothing ever obeyed.</summary>
    public IReadOnlyList<FailureRule> Unseen => [.. plan.Rules.Except(seen)];

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Allocate, OperationKind.Fail);

    /// <summary>Counts the schedule that has just ended. Replays are none.</summary>
    public void Count() => Schedules += happened ? 1 : 0;

    public void Apply(in Event item, int position, SystemState state)
    {
        if (plan.Rules.Count == 0)
        {
            return;
        }

        var operation = item.Operation;
        bool allocates = operation.Kind == OperationKind.Allocate;
        string what = allocates
            ? SlabCache.Find(operation.Detail)!.Name
            : Site.Find(operation.Site)!.Name;
        string thread = item.Thread.Name.Label;
        int ordinal = ++CollectionsMarshal.GetValueRefOrAddDefault(requests, (thread, what), out _);
        if (allocates ? item.Result != 0 : item.Result == 0)
        {
            return;
        }

        happened = true;
        seen.UnionWith(plan.Rules.Where(
            rule => rule.Covers(thread, what) && (rule.Ordinal == 0 || rule.Ordinal == ordinal)));
    }

    public void Restore()
    {
        happened = false;
        requests.Clear();
    }
}
