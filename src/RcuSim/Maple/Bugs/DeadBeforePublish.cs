using RcuSim.Faults;

namespace RcuSim.Maple;

/// <content>
/// A11, Linux 6.1 to 6.5: a node is marked dead before what replaces it can be found. A reader that meets the
/// mark starts over, from the same root, for as long as the writer does not run. Fixed by 72bcf4aa86ec and
/// 530f745c7620 (6.6).
/// </content>
internal partial struct MapleState<TMachine>
{
    private readonly void MarkThenPublish(ulong old, ulong fresh, int levels)
    {
        ulong link = TakeOverLink(old, fresh);
        machine.Acts(BugSwitch.DeadBeforePublish);
        MarkDead(NodePointer.Address(old));
        PublishAt(link, fresh, levels);
    }
}
