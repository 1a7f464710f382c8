using RcuSim.History;

namespace RcuSim.Explaining;

/// <summary>Collects the steps of an explanation; they come out in the order of the log.</summary>
/// <param name="history">The history whose log the steps refer to.</param>
internal sealed class Explanation(ExecutionHistory history)
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
    public Violation Proves(ViolationKind kind, string message, int position) =>
        new(kind, message, [.. steps.Values], position) { Evidence = [.. evidence] };

    /// <summary>An event as <c>thread:index what</c>.</summary>
    public string Text(int position)
    {
        ref readonly var item = ref history.Log[position];
        return $"{item.Thread}:{item.Index} {ObservationText.Of(position, history)}";
    }
}
