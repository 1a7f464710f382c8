using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Fork, as far as it concerns the address space.</summary>
/// <remarks>
/// Kernel: <c>dup_mm</c> (<c>kernel/fork.c</c>). In every variant scanners can find the child's mm from the
/// start; it has no user but the forking thread until the copy is complete.
/// </remarks>
internal static class Fork
{
    /// <summary>Copies an address space.</summary>
    /// <param name="parent">The address space.</param>
    /// <param name="regime">How it is copied, and how a copy that failed is undone.</param>
    /// <param name="child">The copy, with one user; address 0 after an error.</param>
    /// <returns>
    /// <see cref="Errno.None"/>; <see cref="Errno.NoMemory"/> or <see cref="Errno.Interrupted"/> with nothing
    /// left of the copy and the parent as it was.
    /// </returns>
    [KernelName("dup_mm")]
    public static Errno Run<TMachine>(
        MmStruct<TMachine> parent, ForkRegime regime, out MmStruct<TMachine> child)
        where TMachine : struct, IMachine
    {
        var machine = parent.Machine;
        machine.BeginOperation(MmSites.Fork, parent.Address);
        child = MmStruct<TMachine>.Allocate(machine, parent.Globals);
        var error = child.Exists ? Copy(parent, child, regime) : Errno.NoMemory;
        if (error != Errno.None)
        {
            child = default;
        }

        machine.Observe(MmSites.ForkResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Fork);
        return error;
    }

    private static Errno Copy<TMachine>(
        MmStruct<TMachine> parent, MmStruct<TMachine> child, ForkRegime regime)
        where TMachine : struct, IMachine
    {
        parent.Globals.List(child);
        var error = Duplicate(parent, child, regime);
        if (error != Errno.None)
        {
            child.Put();
        }

        return error;
    }

    private static Errno Duplicate<TMachine>(
        MmStruct<TMachine> parent, MmStruct<TMachine> child, ForkRegime regime)
        where TMachine : struct, IMachine => regime switch
        {
            ForkRegime.V3 => MmDuplication.Run(parent, child),
            _ => throw new NotSupportedException($"fork variant {regime} is not built"),
        };
}
