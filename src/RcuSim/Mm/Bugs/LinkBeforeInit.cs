using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>
/// B9, Linux 6.1 to 6.8, CVE-2024-27022: fork links a copy into its file's reverse map, where others find it,
/// before the copy is filled in. There what was not filled in yet was hugetlb's private lock; here it is
/// whose VMA it is. Fixed by 35e351780fa9 (6.9).
/// </content>
internal readonly partial struct VmaCopier<TMachine>
{
    private Errno LinkThenFill(Vma<TMachine> original, Vma<TMachine> copy, VmFlags flags)
    {
        var file = original.File;
        if (file.Exists)
        {
            machine.Acts(BugSwitch.LinkBeforeInit);
            file.LinkCopy(original, copy);
        }

        var error = Fill(original, copy, flags);
        if (error != Errno.None && file.Exists)
        {
            file.Unlink(copy);
            file.Drop();
        }

        return error;
    }
}
