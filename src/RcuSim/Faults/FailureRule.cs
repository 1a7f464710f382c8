namespace RcuSim.Faults;

/// <summary>Names the failures that a plan injects: which request of which thread.</summary>
/// <param name="Thread">The thread's label, or <c>*</c> for any.</param>
/// <param name="What">A slab cache's name (an allocation of it fails), a failure site's name, or
/// <c>*</c>.</param>
/// <param name="Ordinal">Which request of that kind in that thread, from 1; 0: any one of them,
/// explored.</param>
public sealed record FailureRule(string Thread, string What, int Ordinal)
{
    /// <summary>True if the rule speaks of this kind of request by this thread.</summary>
    public bool Covers(string thread, string what) =>
        (Thread == "*" || Thread == thread) && (What == "*" || What == what);

    /// <inheritdoc/>
    public override string ToString() => $"{Thread}/{What}#{(Ordinal == 0 ? "*" : $"{Ordinal}")}";
}
