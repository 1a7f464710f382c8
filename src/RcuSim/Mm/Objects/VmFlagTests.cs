namespace RcuSim.Mm;

/// <summary>Questions asked of <see cref="VmFlags"/>.</summary>
internal static class VmFlagTests
{
    /// <summary>True if a flag is set.</summary>
    public static bool Has(this VmFlags flags, VmFlags flag) => (flags & flag) == flag;

    /// <summary>True for memory that its process can write and shares with nobody.</summary>
    public static bool IsPrivateWritable(this VmFlags flags) =>
        (flags & (VmFlags.Write | VmFlags.Shared)) == VmFlags.Write;

    /// <summary>True if memory mapped so is charged.</summary>
    public static bool IsAccountable(this VmFlags flags) =>
        (flags & (VmFlags.Write | VmFlags.Shared | VmFlags.NoReserve)) == VmFlags.Write;

    /// <summary>True if anything may be done with it.</summary>
    public static bool IsAccessible(this VmFlags flags) =>
        (flags & (VmFlags.Read | VmFlags.Write | VmFlags.Execute)) != VmFlags.None;

    /// <summary>Which count its pages are part of.</summary>
    public static PageClass PageClass(this VmFlags flags)
    {
        if (flags.Has(VmFlags.GrowsDown))
        {
            return Mm.PageClass.Stack;
        }

        return (flags & (VmFlags.Write | VmFlags.Shared | VmFlags.Execute)) switch
        {
            VmFlags.Execute or VmFlags.Execute | VmFlags.Shared => Mm.PageClass.Executable,
            VmFlags.Write or VmFlags.Write | VmFlags.Execute => Mm.PageClass.Data,
            _ => Mm.PageClass.Other,
        };
    }
}
