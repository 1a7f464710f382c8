using Spectre.Console;
using Spectre.Console.Rendering;

namespace RcuSim.Cli;

/// <summary>
/// Lines for people: on a terminal wrapped to its width, and coloured; anywhere else as they are.
/// </summary>
/// <param name="output">Where they go.</param>
/// <param name="screen">The terminal that they go to; null for anything else.</param>
internal sealed class Page(TextWriter output, IAnsiConsole? screen)
{
    private const int LeastRoom = 16;

    /// <summary>How many characters a line may have.</summary>
    public int Width => screen?.Profile.Width ?? int.MaxValue;

    /// <summary>Writes a line.</summary>
    public void Line(string text = "", Style? style = null) => Line("", text, style);

    /// <summary>Writes a line of two parts; what is wrapped of the second is indented by the first, and
    /// stands beside its bars.</summary>
    public void Line(string lead, string text, Style? style = null)
    {
        if (screen is null || text.Length == 0)
        {
            output.WriteLine($"{lead}{text}");
        }
        else
        {
            screen.Write(new Hanging(lead, text, style));
        }
    }

    /// <summary>Writes a title and a line for each item.</summary>
    public void Items(string title, IEnumerable<string> items)
    {
        Line(title, Styles.Title);
        foreach (string item in items)
        {
            Line("  - ", item);
        }
    }

    private sealed class Hanging(string lead, string text, Style? style) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            IRenderable body = new Text(text, style);
            string before = lead;
            int room = Math.Max(LeastRoom, maxWidth - lead.Length);
            foreach (var line in Segment.SplitLines(body.Render(options, room)))
            {
                yield return new(before, style ?? Style.Plain);
                foreach (var part in line.Take(line.FindLastIndex(part => !part.IsWhiteSpace) + 1))
                {
                    yield return part;
                }

                yield return Segment.LineBreak;
                before = string.Concat(lead.Select(c => c == '|' ? c : ' '));
            }
        }
    }
}
