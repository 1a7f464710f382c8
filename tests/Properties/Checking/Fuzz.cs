using System.Globalization;

namespace RcuSim.Tests.Properties;

/// <summary>How many inputs the fuzzers try; CsCheck seeds them, and names the seed of a failure.</summary>
internal static class Fuzz
{
    /// <summary>Some thousands, or what the environment variable RCUSIM_FUZZ says.</summary>
    public static long Inputs { get; } =
        Environment.GetEnvironmentVariable("RCUSIM_FUZZ") is { Length: > 0 } text
        ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : 3000;
}
