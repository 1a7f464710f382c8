using System.Globalization;

namespace RcuSim.Cli;

/// <summary>Numbers on the command line, with their bounds.</summary>
internal static class Number
{
    private static readonly CultureInfo culture = CultureInfo.InvariantCulture;

    /// <summary>Reads a whole number between two bounds, both allowed.</summary>
    public static long Whole(string option, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, culture, out long value) && value >= least && value <= most
            ? value
            : throw CommandException.Usage(
                $"{option} '{text}': expected a whole number from {least} to {most:N0}");

    /// <summary>Reads a time in seconds, above 0.</summary>
    public static TimeSpan Seconds(string option, string text, int most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, culture, out double value)
            && value >= 0.001 && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw CommandException.Usage($"{option} '{text}': expected seconds from 0.001 to {most:N0}");

    /// <summary>Reads a seed: any number of 64 bits, decimal or after <c>0x</c>.</summary>
    public static ulong Seed(string option, string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(hex ? text.AsSpan(2) : text, style, culture, out ulong value)
            ? value
            : throw CommandException.Usage(
                $"{option} '{text}': expected a whole number from 0 to {ulong.MaxValue}, "
                + "or 0x and hexadecimal digits");
    }
}
