namespace RcuSim.Mm;

/// <summary>Questions asked of <see cref="VmFlags"/>.</summary>
internal static class VmFlagTests
{
    /// <summary>True if a flag is set.</summary>
    public static bool Has(this VmFlags flags, VmFlags flag) => (flags & flag) == flag;

    /// <summary>True for memory that its process can write and shares with nobody.</summary>
    public static bool IsPrivateWritable(this VmFlags flags) =>
        (flags & (VmFlags.Write | VmFlags.Shared)) == VmFlags.Write;
}
