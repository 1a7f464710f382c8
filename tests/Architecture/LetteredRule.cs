using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// An order stronger than once, or a fence, has an ordering comment shortly above it: whoever reads the code
/// sees its partner, and the mutants take every order away.
/// </summary>
internal static partial class LetteredRule
{
    private const int Reach = 8;

    public static IEnumerable<string> Check(IEnumerable<Source> sources)
    {
        foreach (var source in sources)
        {
            var letters = source.CommentBlocks().Where(block => Letter().IsMatch(block.Text))
                .Select(block => block.Line).ToList();
            foreach (var line in source.Lines)
            {
                var number = line.LineNumber + 1;
                var code = line.ToString();
                if (Strong().IsMatch(code) && !IsComment(code)
                    && !letters.Exists(letter => letter < number && number - letter <= Reach))
                    yield return $"{source.Path}:{number}: this order has no letter: {code.Trim()}";
            }
        }
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"^\([A-Z]{1,2}\) ")]
    private static partial Regex Letter();

    [GeneratedRegex(@"[ .](Acquire|Release|AcquireRelease|Publish|Dereference)[,)]|\.Fence\(")]
    private static partial Regex Strong();
}
