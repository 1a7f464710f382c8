using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Cli;

/// <summary>
/// Counts, for each bug, the schedules in which it acted. It judges nothing.
/// </summary>
internal sealed class BugWitness : IOracle
{
    private readonly Dictionary<BugSwitch, long> schedules = [];
    private readonly HashSet<BugSwitch> acted = [];

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    /// <summary>In how many schedules a bug acted.</summary>
    public long Schedules(BugSwitch bug) => schedules.GetValueOrDefault(bug);

    /// <summary>Counts the schedule that has just ended. Set-up and replays are none.</summary>
    public void Count()
    {
        foreach (var bug in acted)
        {
            schedules[bug] = Schedules(bug) + 1;
        }
    }

    public void Apply(in Event item, int position, SystemState state)
    {
        if (item.Operation.Site == BugSwitches.Acting.Number)
        {
            acted.Add((BugSwitch)item.Operation.Value);
        }
    }

    public void Restore() => acted.Clear();
}
