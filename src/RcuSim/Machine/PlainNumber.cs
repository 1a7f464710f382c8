using System.Globalization;

namespace RcuSim.Machine;

/// <summary>
/// Numbers in what users write: ASCII digits and nothing else. The parsers of .NET also take NULs at the
/// end, whatever style they are given, and by default signs, blanks and separators.
/// </summary>
internal static class PlainNumber
{
    /// <summary>Reads a decimal number of 64 bits without sign.</summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a decimal number up to a bound, which is allowed.</summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, int most, out int number)
    {
        bool fits = TryDecimal(text, out ulong value) && value <= (ulong)most;
        number = fits ? (int)value : 0;
        return fits;
    }

    /// <summary>Reads a hexadecimal number of 64 bits, of digits in either case.</summary>
    public static bool TryHex(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        foreach (char letter in text)
        {
            if (!char.IsAsciiHexDigit(letter))
            {
                return false;
            }
        }

        return ulong.TryParse(
            text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }
}
