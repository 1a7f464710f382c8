using RcuSim.Exploration;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>What is coloured how.</summary>
internal static class Styles
{
    public static readonly Style Title = new(decoration: Decoration.Bold);
    /// <summary>The colour of a row of a timeline with a mark, or with none.</summary>
    public static Style OfMark(string mark) => mark switch
    {
        "*" => new(Color.Olive),
        "!" => new(Color.Red),
        _ => Style.Plain,
    };

    /// <summary>The colour of a verdict.</summary>
    public static Style Of(Verdict verdict) => new(
        verdict switch
        {
            Verdict.Pass => Color.Green,
            Verdict.Violation => Color.Red,
            _ => Color.Olive,
        },
        decoration: Decoration.Bold);
}
