namespace RcuSim.Exploration;

/// <summary>What a campaign found and covered.</summary>
public sealed class CampaignResult
{
    /// <summary>Creates the result of a campaign.</summary>
    internal CampaignResult(Engine engine, string strategy, Coverage coverage)
    {
        Engine = engine;
        Strategy = strategy;
        Coverage = coverage;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The name of the engine's strategy.</summary>
    public string Strategy { get; }

    /// <summary>What was covered.</summary>
    public Coverage Coverage { get; }

    /// <summary>How long it took, without setting the scenario up.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>The fields on which threads were seen to conflict, by name.</summary>
    public IReadOnlyList<string> Conflicts { get; internal init; } = [];

    /// <summary>How many schedules were cut off at the bound on events.</summary>
    public long BoundReached { get; internal init; }

    /// <summary>What the first of them did to the end; empty if there was none.</summary>
    internal string Endless { get; init; } = "";

    /// <summary>True if it was interrupted.</summary>
    public bool Cancelled { get; internal init; }

    /// <summary>True if the finding was not run again, since somebody wanted the end.</summary>
    internal bool IsUnconfirmed { get; init; }

    /// <summary>
    /// In how many schedules each bug that is switched on acted, by its name; of a scenario's own bugs those
    /// that say when they act.
    /// </summary>
    public IReadOnlyDictionary<string, long> BugActed { get; internal init; } =
        new Dictionary<string, long>();

    /// <summary>The bugs that are switched on and never acted.</summary>
    internal IEnumerable<string> BugsIdle => BugActed.Where(bug => bug.Value == 0).Select(bug => bug.Key);

    /// <summary>How many schedules had an injected failure.</summary>
    public long FailureInjected { get; internal init; }

    /// <summary>The rules of the failure plan that nothing ever obeyed.</summary>
    public IReadOnlyList<string> FailuresUnseen { get; internal init; } = [];

    /// <summary>What was found, or null.</summary>
    public Finding? Finding { get; internal init; }

    /// <summary>What the campaign says.</summary>
    public Verdict Verdict => Judgement.Of([this]);

    /// <summary>What is missing for a pass; null if nothing is, or something was found.</summary>
    public Gap? Gap => Judgement.GapOf([this]);
}
