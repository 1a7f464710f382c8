namespace RcuSim.Exploration;

/// <summary>What a survey counted.</summary>
public sealed class SurveyResult
{
    /// <summary>Creates the result of a survey.</summary>
    internal SurveyResult(IReadOnlyList<Outcome> outcomes, Coverage coverage)
    {
        Outcomes = outcomes;
        Coverage = coverage;
    }

    /// <summary>The outcomes, in the order in which they were first seen.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>What was covered.</summary>
    public Coverage Coverage { get; }

    /// <summary>The outcome of a name; null if it was not seen.</summary>
    public Outcome? Find(string name) => Outcomes.FirstOrDefault(outcome => outcome.Name == name);
}
