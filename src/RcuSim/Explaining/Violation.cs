namespace RcuSim.Explaining;

/// <summary>A broken rule, with its proof: what <see cref="Explanation.Proves"/> makes.</summary>
public sealed class Violation
{
    /// <summary>
    /// Creates a violation of what its members say. Its texts may come from a user's rule or exception: each
    /// becomes one line.
    /// </summary>
    internal Violation(
        ViolationKind kind,
        string message,
        IReadOnlyList<string> explanation,
        int position,
        params IReadOnlyList<int> evidence)
    {
        Kind = kind;
        Message = Printable.Line(message);
        Explanation = [.. explanation.Select(Printable.Line)];
        Position = position;
        Evidence = evidence;
    }

    /// <summary>The kind of the rule.</summary>
    public ViolationKind Kind { get; }

    /// <summary>What happened, as one sentence.</summary>
    public string Message { get; }

    /// <summary>The shortest explanation, one step a line, without numbers.</summary>
    public IReadOnlyList<string> Explanation { get; }

    /// <summary>The log position of the event that broke it.</summary>
    public int Position { get; }

    /// <summary>The log positions of the events that the explanation names, in order.</summary>
    public IReadOnlyList<int> Evidence { get; }

    /// <summary>Kind, message and numbered explanation, in lines of at most 110 columns.</summary>
    public override string ToString() => ViolationText.Of(this);
}
