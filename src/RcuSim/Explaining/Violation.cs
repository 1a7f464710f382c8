namespace RcuSim.Explaining;

/// <summary>A broken rule, with its proof.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Message">What happened, as one message.</param>
/// <param name="Explanation">The shortest explanation, one step a line, without numbers.</param>
/// <param name="Position">The log position of the event that broke it.</param>
public sealed record Violation(
    ViolationKind Kind, string Message, IReadOnlyList<string> Explanation, int Position)
{
    /// <summary>The log positions of the events that the explanation names, in order.</summary>
    public IReadOnlyList<int> Evidence { get; init; } = [];
}
