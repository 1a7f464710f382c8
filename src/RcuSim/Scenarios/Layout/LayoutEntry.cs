using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>One mapping of a layout.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address after its last.</param>
/// <param name="Flags">What it allows.</param>
/// <param name="Name">Its file's path, a name in brackets, or nothing for anonymous memory.</param>
/// <param name="Inode">Its file's device and inode; nothing if they are not known.</param>
internal readonly record struct LayoutEntry(
    ulong Start, ulong End, VmFlags Flags, string Name, string Inode = "")
{
    /// <summary>
    /// What tells its file from others, empty for anonymous memory. Files of one name may be different ones,
    /// and one file may have several names, so the name counts only if there is no inode.
    /// </summary>
    public string File => Inode.Length > 0 ? Inode : Name.StartsWith('/') ? Name : "";

    /// <summary>True if it maps a file.</summary>
    public bool MapsFile => File.Length > 0;

    /// <summary>True if nobody has written it before a scenario begins.</summary>
    public bool IsFresh { get; init; }

    /// <summary>True if a driver stands behind its file.</summary>
    public bool HasDriver { get; init; }

    /// <summary>
    /// True if its first page is present before a scenario begins: private memory that was written.
    /// </summary>
    public bool IsTouched => !IsFresh && Flags.IsPrivateWritable();
}
