using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// Ordering comments, <c>// (C) Publishes the root; pairs with (F) in Walk. …</c>: a letter is unique in its
/// layer, names a partner that exists, and is listed in docs/ordering.md, which lists no others.
/// </summary>
internal static partial class OrderingRule
{
    public static IEnumerable<string> Check(LayerTable table, IEnumerable<Source> sources, string document)
    {
        var marks = sources.Where(source => source.Layer != null).SelectMany(Marks).ToList();
        var known = marks.Select(mark => (mark.Layer, mark.Letter)).ToHashSet();
        var listed = DocumentRow().Matches(document)
            .Select(row => (Layer: row.Groups["layer"].Value, Letter: row.Groups["letter"].Value))
            .Where(row => table.Knows(row.Layer))
            .ToHashSet();

        foreach (var same in marks.GroupBy(mark => (mark.Layer, mark.Letter)).Where(same => same.Count() > 1))
        {
            var places = string.Join(", ", same.Select(mark => mark.Where));
            yield return $"{places}: {same.Key.Letter} is used twice";
        }

        foreach (var mark in marks)
        {
            if (mark.Partners.Count == 0)
                yield return $"{mark.Where}: ({mark.Letter}) does not say which letter it pairs with";
            foreach (var partner in mark.Partners.Where(letter => !PartnerExists(table, known, mark, letter)))
                yield return $"{mark.Where}: ({mark.Letter}) pairs with ({partner}), which does not exist";
            if (!listed.Contains((mark.Layer, mark.Letter)))
                yield return $"{mark.Where}: ({mark.Letter}) of {mark.Layer} is not in docs/ordering.md";
        }

        foreach (var (layer, letter) in listed.Where(row => !known.Contains(row)))
            yield return $"docs/ordering.md: ({letter}) of {layer} is in no comment";
    }

    /// <summary>A partner is in the same layer, unless the comment says "in" another layer.</summary>
    private static bool PartnerExists(
        LayerTable table, HashSet<(string Layer, string Letter)> known, Mark mark, string partner) =>
        known.Contains((table.Knows(mark.PartnerPlace) ? mark.PartnerPlace : mark.Layer, partner));

    private static IEnumerable<Mark> Marks(Source source)
    {
        foreach (var (line, text) in source.CommentBlocks())
        {
            var start = Start().Match(text);
            if (!start.Success)
                continue;

            var pairs = Pairs().Match(text);
            var partners = Letters().Matches(pairs.Groups["letters"].Value);
            yield return new(
                $"{source.Path}:{line}", source.Layer!, start.Groups[1].Value,
                [.. partners.Select(match => match.Groups[1].Value)], pairs.Groups["place"].Value);
        }
    }

    [GeneratedRegex(@"^\(([A-Z]{1,2})\) ")]
    private static partial Regex Start();

    [GeneratedRegex(@"\bpairs with (?<letters>(\([A-Z]{1,2}\)(, and |, | and )?)+)( ?in (?<place>\w+))?")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"\(([A-Z]{1,2})\)")]
    private static partial Regex Letters();

    [GeneratedRegex(@"^\|\s*(?<layer>\w+)\s*\|\s*\(?(?<letter>[A-Z]{1,2})\)?\s*\|", RegexOptions.Multiline)]
    private static partial Regex DocumentRow();

    private sealed record Mark(
        string Where, string Layer, string Letter, IReadOnlyList<string> Partners, string PartnerPlace);
}
