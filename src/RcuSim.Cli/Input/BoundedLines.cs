using System.Text;

namespace RcuSim.Cli;

/// <summary>Reads a text line by line, and refuses one too long to be meant, or lines too many.</summary>
/// <param name="what">What the text is, for the refusal.</param>
/// <param name="inner">The text.</param>
internal sealed class BoundedLines(string what, TextReader inner) : TextReader
{
    /// <summary>The most characters of a line.</summary>
    public const int Longest = 1 << 16;

    /// <summary>The most lines.</summary>
    public const int Most = 10_000_000;

    private readonly StringBuilder line = new();
    private long number;

    public override string? ReadLine()
    {
        number++;
        line.Clear();
        int c = inner.Read();
        if (c < 0)
        {
            return null;
        }

        if (number > Most)
        {
            throw CommandException.Usage($"{what}: more than {Most:N0} lines");
        }

        for (; c >= 0 && c != '\n'; c = inner.Read())
        {
            line.Append((char)c);
            if (line.Length > Longest)
            {
                throw CommandException.Usage($"{what}: line {number}: longer than {Longest:N0} characters");
            }
        }

        return line.ToString().TrimEnd('\r');
    }

    protected override void Dispose(bool disposing) => inner.Dispose();
}
