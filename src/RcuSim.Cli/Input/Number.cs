using System.Globalization;
using RcuSim.Machine;

namespace RcuSim.Cli;

/// <summary>Numbers on the command line, with their bounds.</summary>
internal static class Number
{
    private static readonly CultureInfo culture = CultureInfo.InvariantCulture;

    /// <summary>Reads a whole number between two bounds, both allowed.</summary>
    public static long Whole(string option, string text, long least, long most) =>
        PlainNumber.TryDecimal(text, out ulong value) && value >= (ulong)least && value <= (ulong)most
            ? (long)value
            : throw CommandException.Usage(
                $"{option} '{text}': expected a whole number from {least} to {most:N0}");

    /// <summary>Reads a time in seconds, above 0.</summary>
    public static TimeSpan Seconds(string option, string text, int most) =>
        text.All(c => char.IsAsciiDigit(c) || c == '.')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, culture, out double value)
            && value >= 0.001 && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw CommandException.Usage($"{option} '{text}': expected seconds from 0.001 to {most:N0}");

    /// <summary>Reads a seed: any number of 64 bits, decimal or after <c>0x</c>.</summary>
    public static ulong Seed(string option, string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = hex
            ? PlainNumber.TryHex(text.AsSpan(2), out ulong value)
            : PlainNumber.TryDecimal(text, out value);
        return isNumber
            ? value
            : throw CommandException.Usage(
                $"{option} '{text}': expected a whole number from 0 to {ulong.MaxValue}, "
                + "or 0x and hexadecimal digits");
    }
}
