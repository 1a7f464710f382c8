namespace RcuSim.Exploration;

/// <summary>Why campaigns that found nothing are no pass.</summary>
public sealed class Gap
{
    /// <summary>Creates a gap.</summary>
    internal Gap(GapKind kind) => Kind = kind;

    /// <summary>What is missing.</summary>
    public GapKind Kind { get; }

    /// <summary>How many executions were cut off at the bound on events.</summary>
    public long CutOff { get; internal init; }

    /// <summary>
    /// Which thread made most events of the first of them, what it did last, and the likely cause; or empty.
    /// </summary>
    public string Story { get; internal init; } = "";

    /// <summary>The rules of the failure plan that nothing ever obeyed.</summary>
    public IReadOnlyList<string> Failures { get; internal init; } = [];

    /// <summary>The names of the bugs that never acted.</summary>
    public IReadOnlyList<string> Bugs { get; internal init; } = [];
}
