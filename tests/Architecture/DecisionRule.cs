namespace RcuSim.Tests.Architecture;

/// <summary>
/// Each decision record has a number of its own, without gaps, at the head of its file name and its title.
/// </summary>
internal static class DecisionRule
{
    /// <summary>What is wrong with records, given as file name and first line, in the order of their names.
    /// </summary>
    public static IEnumerable<string> Check(IEnumerable<(string Name, string Title)> records)
    {
        int number = 0;
        foreach (var (name, title) in records)
        {
            number++;
            string expected = number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
            if (!name.StartsWith($"{expected}-", StringComparison.Ordinal))
                yield return $"{name}: expected a name that begins with '{expected}-'";
            if (!title.StartsWith($"# {expected}: ", StringComparison.Ordinal))
                yield return $"{name}: expected a title that begins with '# {expected}: ', found '{title}'";
        }
    }
}
