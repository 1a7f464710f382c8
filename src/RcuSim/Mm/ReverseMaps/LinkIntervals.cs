using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Links as intervals: the page offsets of their VMAs.</summary>
internal readonly struct LinkIntervals<TMachine> : IIntervals<TMachine>
    where TMachine : struct, IMachine
{
    /// <inheritdoc/>
    public static int Words => AnonLinkWords.Place;

    /// <inheritdoc/>
    public static ulong First(TMachine machine, ulong node) => VmaOf(machine, node).PageOffset;

    /// <inheritdoc/>
    public static ulong Last(TMachine machine, ulong node) => VmaOf(machine, node).LastPageOffset;

    private static Vma<TMachine> VmaOf(TMachine machine, ulong node) =>
        new AnonLink<TMachine>(machine, node).Vma;
}
