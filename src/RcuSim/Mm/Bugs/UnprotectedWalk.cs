using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>
/// G8: a scanner walks a tree with neither its lock nor RCU. Compare fb497d6db7c1, where mm/damon did so; met
/// during fork, the walk sees the parent's VMAs in the child's tree.
/// </content>
internal static partial class Scanner
{
    private static void WalkUnprotected<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        mm.Machine.Acts(BugSwitch.UnprotectedWalk);
        Walk(mm);
    }
}
