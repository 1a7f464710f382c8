using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// A value that carries the range it was stored over, so that a reader can tell a value that does not belong
/// where it was found.
/// </summary>
internal static class RangeValue
{
    public const int IndexBits = 18;
    private const ulong Seal = 0x155_5555;
    private const ulong IndexMask = (1UL << IndexBits) - 1;

    public static ulong Of(ulong first, ulong last) =>
        MapleEntry.FromInteger((Seal << (2 * IndexBits)) | (first << IndexBits) | last);

    /// <summary>Whether a value is one of these at all.</summary>
    public static bool IsSealed(ulong value) =>
        (value & 1) == 1 && MapleEntry.ToInteger(value) >> (2 * IndexBits) == Seal;

    /// <summary>Whether a value may have been found over a range.</summary>
    public static bool Fits(ulong value, ulong first, ulong last)
    {
        ulong number = MapleEntry.ToInteger(value);
        return IsSealed(value)
            && first >= ((number >> IndexBits) & IndexMask)
            && last <= (number & IndexMask);
    }
}
