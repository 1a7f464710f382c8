using RcuSim.Exploration;
using RcuSim.Samples;
using RcuSim.Samples.FirstCheck;
using RcuSim.Scenarios;

// Explores fork beside readers and asks of every page fault under which lock it got its VMA.
var table = new OutcomeTable();
table.Expect(FaultOutcomes.NoFork, "found under RCU and locked, before fork began or after it ended");
table.Expect(FaultOutcomes.BesideFork, "fork holds the mmap lock, but has not locked this VMA");
table.Expect(FaultOutcomes.Waited, "fork had locked the VMA, so the fault waited until fork was over");
table.Forbid(FaultOutcomes.Failed, "a mapped address was not found");

using var campaign = new Campaign(new()
{
    Scenario = ScenarioCatalogue.Create("fork", new()).Scenario!,
    Schedules = 2000,
    Seed = 1,
    Oracles = () => [new FaultOutcomes(table)],
});
var result = campaign.Run();
Console.WriteLine($"{result.Verdict} after {result.Coverage.Schedules:N0} schedules with "
    + $"{result.Coverage.Behaviours:N0} distinct behaviours.");
Console.WriteLine(result.Finding?.Violation.Message ?? "In each, one thread faults twice beside fork:");
Console.WriteLine();
return table.Write(Console.Out) && result.Verdict == Verdict.Pass ? 0 : 1;
