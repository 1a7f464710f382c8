using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Fork, as far as it concerns the address space: regime <see cref="ForkRegime.V3"/>.</summary>
/// <remarks>
/// Kernel: <c>dup_mm</c> (<c>kernel/fork.c</c>). As in the kernels of that regime, scanners can find the
/// child's mm from the start; it has no user but the forking thread until the copy is complete.
/// </remarks>
public static class Fork
{
    /// <summary>Copies an address space and, if that succeeds, makes it the world's child.</summary>
    /// <returns>
    /// <see cref="Errno.None"/>; <see cref="Errno.NoMemory"/> or <see cref="Errno.Interrupted"/> with nothing
    /// left of the copy and the parent as it was.
    /// </returns>
    [KernelName("dup_mm")]
    public static Errno Run<TMachine>(TMachine machine, MmStruct<TMachine> parent)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(MmSites.Fork, parent.Address);
        var world = parent.World;
        var child = MmStruct<TMachine>.Allocate(machine, world);
        var error = child.Exists ? Copy(world, parent, child) : Errno.NoMemory;
        world.Report(ForkProgress.Over);
        machine.Observe(MmSites.ForkResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Fork);
        return error;
    }

    private static Errno Copy<TMachine>(
        World<TMachine> world, MmStruct<TMachine> parent, MmStruct<TMachine> child)
        where TMachine : struct, IMachine
    {
        world.List(child);
        world.Report(ForkProgress.Listed);
        var error = MmDuplication.Run(parent, child);
        if (error == Errno.None)
        {
            world.SetChild(child);
        }
        else
        {
            child.Put();
        }

        return error;
    }
}
