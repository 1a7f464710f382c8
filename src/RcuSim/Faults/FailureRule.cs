namespace RcuSim.Faults;

/// <summary>Names the failures that a plan injects: which request of which thread.</summary>
internal sealed class FailureRule
{
    /// <summary>Creates a rule of what its members say.</summary>
    internal FailureRule(string thread, string what, int ordinal)
    {
        Thread = thread;
        What = what;
        Ordinal = ordinal;
    }

    /// <summary>The thread's label, or <c>*</c> for any.</summary>
    public string Thread { get; }

    /// <summary>
    /// A slab cache's name (an allocation of it fails), a failure site's name, or <c>*</c>.
    /// </summary>
    public string What { get; }

    /// <summary>
    /// Which request of that kind in that thread, from 1; 0: any one of them, explored.
    /// </summary>
    public int Ordinal { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Thread}/{What}#{(Ordinal == 0 ? "*" : $"{Ordinal}")}";

    /// <summary>True if the rule speaks of this kind of request by this thread.</summary>
    internal bool Covers(string thread, string what) =>
        (Thread == "*" || Thread == thread) && (What == "*" || What == what);
}
