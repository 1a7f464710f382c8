using RcuSim.History;

namespace RcuSim.Explaining;

/// <summary>
/// The steps that lead to a violation, collected in any order: they come out in the order of the log.
/// </summary>
/// <param name="history">The history whose log the steps refer to.</param>
public sealed partial class Explanation(ExecutionHistory history)
{
    private readonly SortedList<(int Position, int Number), string> steps = [];
    private readonly SortedSet<int> evidence = [];

    /// <summary>Adds an event of the log and what it means; a negative position adds nothing.</summary>
    public Explanation At(int position, string meaning) =>
        position < 0 ? this : Event(position, $"{meaning}: {Text(position)}");

    /// <summary>Adds an event in the caller's words.</summary>
    public Explanation Event(int position, string text)
    {
        evidence.Add(position);
        return Note(position, text);
    }

    /// <summary>Adds a remark after the event at a position.</summary>
    public Explanation Note(int position, string text)
    {
        steps.Add((position, steps.Count), text);
        return this;
    }

    /// <summary>The violation that the explanation proves.</summary>
    /// <param name="kind">The kind of the rule that is broken.</param>
    /// <param name="message">What happened, as one sentence.</param>
    /// <param name="position">The log position of the event that broke it.</param>
    public Violation Proves(ViolationKind kind, string message, int position) =>
        new(kind, message, [.. steps.Values], position, [.. evidence]);

    /// <summary>An event as <c>thread:index what</c>.</summary>
    internal string Text(int position)
    {
        ref readonly var item = ref history.Log[position];
        return $"{item.Thread}:{item.Index} {ObservationText.Of(position, history)}";
    }
}
