using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>Code on a page stands, word for word, in the file that the comment above it names.</summary>
internal static partial class SnippetRule
{
    /// <summary>Checks a page.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="page">Its text.</param>
    /// <param name="read">Reads a file of the repository.</param>
    public static IEnumerable<string> Check(string path, string page, Func<string, string> read)
    {
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```csharp")
            {
                continue;
            }

            var code = lines[(i + 1)..].TakeWhile(line => line.Trim() != "```");
            var from = From().Match(i == 0 ? "" : lines[i - 1]);
            if (!from.Success)
            {
                yield return $"{path}:{i + 1}: code without a comment <!-- from FILE --> above it";
            }
            else if (!read(from.Groups[1].Value).Contains(string.Join('\n', code), StringComparison.Ordinal))
            {
                yield return $"{path}:{i + 1}: this code does not stand in {from.Groups[1].Value}";
            }
        }
    }

    [GeneratedRegex(@"^\s*<!-- from (\S+) -->$")]
    private static partial Regex From();
}
