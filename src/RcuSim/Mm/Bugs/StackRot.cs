using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>
/// A1, StackRot, Linux 6.1 to 6.4, CVE-2023-3269: a fault below a stack makes it grow while the mmap lock is
/// held for reading only, as it did before there was a tree to change. Others with the same hold, which walk
/// the tree without RCU, meet the nodes that the growth replaces and frees. Fixed by 8d7071af8907 (6.5).
/// </content>
internal static partial class StackGrowth
{
    [KernelName("expand_downwards")]
    internal static Errno ExpandUnderReadLock<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, ulong address)
        where TMachine : struct, IMachine
    {
        mm.Machine.BeginOperation(MmSites.ExpandStack, address);
        ulong start = address - (address % Pages.Size);
        var error = Prepare(mm, vma, start, out var store);
        if (error == Errno.None)
        {
            mm.Machine.Acts(BugSwitch.StackRot);
            error = Grow(mm, vma, start, ref store);
        }

        return End(mm.Machine, error);
    }
}
