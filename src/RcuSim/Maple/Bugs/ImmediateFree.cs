using RcuSim.Faults;

namespace RcuSim.Maple;

/// <content>
/// G0, in no version of Linux: the basic misuse of RCU (Documentation/RCU/checklist.rst). What has left the
/// tree is freed at once, under readers that may still be in it.
/// </content>
internal partial struct MapleState<TMachine>
{
    private readonly void FreeAtOnce(int function, ulong address, ulong argument)
    {
        machine.Acts(BugSwitch.ImmediateFree);
        MapleCallback.Run(machine, function, address, argument);
    }
}
