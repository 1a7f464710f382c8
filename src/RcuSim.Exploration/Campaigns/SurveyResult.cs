namespace RcuSim.Exploration;

/// <summary>What a survey counted.</summary>
/// <param name="Outcomes">The outcomes, in the order in which they were first seen.</param>
/// <param name="Coverage">What was covered.</param>
public sealed record SurveyResult(IReadOnlyList<Outcome> Outcomes, Coverage Coverage)
{
    /// <summary>The outcome of a name; null if it was not seen.</summary>
    public Outcome? Find(string name) => Outcomes.FirstOrDefault(outcome => outcome.Name == name);
}
