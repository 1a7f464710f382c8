using RcuSim.Checking;

namespace RcuSim.Exploration;

/// <summary>A broken rule, and how to see it again.</summary>
/// <param name="Violation">The violation.</param>
/// <param name="Schedule">The schedule that shows it.</param>
/// <param name="Number">Which schedule of the campaign that was, from 1.</param>
/// <param name="Conflicts">The fields whose accesses were scheduling points.</param>
/// <param name="Execution">The execution, still in the state in which the violation was found.</param>
public sealed record Finding(
    Violation Violation, Schedule Schedule, long Number, ConflictSet Conflicts, OnlineExecution Execution);
