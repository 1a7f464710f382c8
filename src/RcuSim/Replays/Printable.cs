using System.Text;

namespace RcuSim.Replays;

/// <summary>Makes text from outside fit for one line of a terminal.</summary>
internal static class Printable
{
    private const int Longest = 400;

    /// <summary>The text with control characters replaced, and cut if it is very long.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            result.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return text.Length > Longest ? $"{result}..." : result.ToString();
    }

    /// <summary>True if a text has no control character and no half of a pair.</summary>
    public static bool Is(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
