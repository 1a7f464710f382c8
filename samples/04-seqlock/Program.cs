using RcuSim.Exploration;
using RcuSim.Samples;
using RcuSim.Samples.Seqlock;

// Explores a seqlock, right and with three mistakes, then runs the right one on real threads.
const string broken = "BrokenInvariant";
var table = new OutcomeTable();
table.Expect($"{Mistake.None}: fine", "the reader saw both words of one write");
table.Expect($"{Mistake.TrustsFirstLook}: fine", "nobody wrote between the first word and the second");
table.Expect($"{Mistake.TrustsFirstLook}: {broken}", "one word is old, the other new");
table.Expect($"{Mistake.AnnouncesLate}: fine", "nobody read between the first word and the second");
table.Expect($"{Mistake.AnnouncesLate}: {broken}", "the words changed while the number was even");
table.Expect($"{Mistake.NeverEnds}: fine", "the reader was through before the write began");
table.Expect($"{Mistake.NeverEnds}: Livelock", "the reader waits for an even number in vain");

foreach (var mistake in Enum.GetValues<Mistake>())
{
    var options = new CampaignOptions { Scenario = new SeqlockScenario(mistake), Schedules = 1000 };
    var survey = Survey.Run(options, result => result.Violation?.Kind.Name ?? "fine");
    foreach (var outcome in survey.Outcomes)
    {
        table.Count($"{mistake}: {outcome.Name}", outcome.Count);
    }

    if (mistake == Mistake.NeverEnds)
    {
        Console.WriteLine(survey.Find("Livelock")?.First);
    }
}

Check.RunsNatively(new SeqlockScenario());
return table.Write(Console.Out) ? 0 : 1;
