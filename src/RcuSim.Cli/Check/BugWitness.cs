using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Cli;

/// <summary>
/// Counts, for each bug, the schedules in which the code that it breaks ran. It judges nothing.
/// </summary>
internal sealed class BugWitness : IOracle
{
    private readonly Dictionary<BugSwitch, long> schedules = [];
    private readonly HashSet<BugSwitch> acted = [];

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    /// <summary>In how many schedules a bug acted.</summary>
    public long Schedules(BugSwitch bug) => schedules.GetValueOrDefault(bug);

    public void Apply(in Event item, int position, SystemState state)
    {
        var bug = (BugSwitch)item.Operation.Value;
        if (item.Operation.Site == BugSwitches.Acts.Number && position >= state.Start && acted.Add(bug))
        {
            schedules[bug] = Schedules(bug) + 1;
        }
    }

    public void Restore() => acted.Clear();
}
