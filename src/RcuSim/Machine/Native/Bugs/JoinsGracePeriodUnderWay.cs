namespace RcuSim.Machine;

/// <content>
/// A caller takes a grace period for its own that had begun before it came: a section that opened in between
/// is not waited for.
/// </content>
internal sealed partial class GracePeriods
{
    private long JoinUnderWay(long begun) => Volatile.Read(ref completed) < begun ? begun : begun + 1;
}
