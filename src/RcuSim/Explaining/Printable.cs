using System.Globalization;
using System.Text;

namespace RcuSim.Explaining;

/// <summary>
/// Makes text from outside fit for one line of a terminal: without control characters, line separators,
/// halves of surrogate pairs, and what turns the direction of writing or cannot be seen.
/// </summary>
internal static class Printable
{
    private const int Longest = 400;
    private const int LongestLine = 8000;

    /// <summary>The text with what is not plain replaced, and cut if it is very long.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= Longest)
            {
                return $"{result}...";
            }

            result.Append(IsPlain(rune) ? rune.ToString() : "?");
        }

        return result.ToString();
    }

    /// <summary>
    /// The text, with what is not plain written as <c>\u</c> and hexadecimal digits, cut if it is longer than
    /// any text that is meant for people.
    /// </summary>
    public static string Line(string text)
    {
        string escaped = Escape(text);
        return escaped.Length <= LongestLine ? escaped : $"{Cut(escaped, LongestLine)}…";
    }

    /// <summary>The beginning of a text, without half a surrogate pair at its end.</summary>
    public static string Cut(string text, int length) =>
        text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>The whole text, with what is not plain written as <c>\u</c> and hexadecimal digits.</summary>
    public static string Escape(string text)
    {
        if (Is(text))
        {
            return text;
        }

        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune) && IsPlain(rune))
            {
                result.Append(rune);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
        }

        return result.ToString();
    }

    /// <summary>True if all of a text is plain.</summary>
    public static bool Is(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsPlain(rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    private static bool IsPlain(Rune rune) => rune.IsAscii
        ? !Rune.IsControl(rune)
        : rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
