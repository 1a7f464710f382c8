using System.Text;

namespace RcuSim.Explaining;

/// <summary>A violation as people read it: the message, then the numbered explanation.</summary>
internal static class ViolationText
{
    /// <summary>The width that reports have unless asked otherwise.</summary>
    public const int DefaultWidth = 110;

    /// <summary>Writes a violation; lines end in a line feed and are no longer than the width.</summary>
    public static string Of(Violation violation, int width = DefaultWidth)
    {
        var text = new StringBuilder();
        Append(text, $"{violation.Kind}: ", violation.Message, width);
        for (int i = 0; i < violation.Explanation.Count; i++)
        {
            Append(text, $"{i + 1,3}. ", violation.Explanation[i], width);
        }

        return text.ToString();
    }

    /// <summary>Appends words after a label; further lines are indented below the first.</summary>
    private static void Append(StringBuilder text, string label, string words, int width)
    {
        int indent = Math.Min(label.Length, 5);
        text.Append(label);
        int column = label.Length;
        bool first = true;
        foreach (string word in words.Split(' ', '\n'))
        {
            if (!first && column + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
                first = true;
            }

            text.Append(first ? "" : " ").Append(word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.Append('\n');
    }
}
