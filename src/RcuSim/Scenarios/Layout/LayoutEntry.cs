using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>One mapping of a layout.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address after its last.</param>
/// <param name="Flags">What it allows.</param>
/// <param name="Name">Its file's path, a name in brackets, or nothing for anonymous memory.</param>
internal readonly record struct LayoutEntry(ulong Start, ulong End, VmFlags Flags, string Name)
{
    /// <summary>True if it maps a file: its name is a path.</summary>
    public bool MapsFile => Name.StartsWith('/');

    /// <summary>
    /// True if its first page is present before a scenario begins: private memory that was written.
    /// </summary>
    public bool IsTouched => Flags.IsPrivateWritable();
}
