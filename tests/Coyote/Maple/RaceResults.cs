using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// What the races of one engine came to. Each is run once, until it has covered what it must or its rounds
/// are used up.
/// </summary>
public abstract class RaceResults
{
    private const int Rounds = 12;
    private readonly Dictionary<RaceCase, RaceResult> results = [];

    private protected abstract Engine Engine { get; }

    private protected abstract int Schedules { get; }

    internal RaceResult Of(RaceCase race)
    {
        if (!results.TryGetValue(race, out var result))
            results.Add(race, result = Run(race));
        return result;
    }

    private RaceResult Run(RaceCase race)
    {
        var counts = new RaceCounts();
        for (ulong round = 1; round <= Rounds; round++)
        {
            var witness = new RaceWitness();
            using var campaign = new Campaign(new()
            {
                Scenario = new RaceScenario(race),
                Engine = Engine,
                Schedules = Schedules,
                Seed = round,
                Oracles = () => [witness],
            });
            var result = campaign.Run();
            counts.Add(witness.Counts);
            if (result.Verdict != Verdict.Pass)
            {
                string text = result.Finding is { } finding ? ViolationText.Of(finding.Violation) : "";
                return new(counts, result.Verdict, text);
            }

            if (race.IsCovered(counts))
                break;
        }

        return new(counts, Verdict.Pass, "");
    }
}
