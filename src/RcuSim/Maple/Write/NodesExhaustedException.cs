namespace RcuSim.Maple;

/// <summary>
/// A write needs more nodes than were taken for it: a bulk load of more entries than were announced, or not
/// in ascending order. The tree is not usable any more.
/// </summary>
internal sealed class NodesExhaustedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public NodesExhaustedException()
        : base("the preallocated maple nodes ran out in the middle of a write")
    {
    }
}
