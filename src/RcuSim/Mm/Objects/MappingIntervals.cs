using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>VMAs as intervals: the pages of the file that they map.</summary>
internal readonly struct MappingIntervals<TMachine> : IIntervals<TMachine>
    where TMachine : struct, IMachine
{
    /// <inheritdoc/>
    public static int Words => VmaWords.InFile;

    /// <inheritdoc/>
    public static ulong First(TMachine machine, ulong node) =>
        new Vma<TMachine>(machine, node).PageOffset;

    /// <inheritdoc/>
    public static ulong Last(TMachine machine, ulong node) =>
        new Vma<TMachine>(machine, node).LastPageOffset;
}
