namespace RcuSim.Cli;

/// <summary>Names on the command line, out of a list.</summary>
internal static class Choice
{
    /// <summary>Finds a name, ignoring case; an unknown one is answered with all that are known.</summary>
    public static T Of<T>(string what, string text, IEnumerable<T> known, Func<T, string> nameOf)
    {
        var all = known.ToList();
        int found = all.FindIndex(item => nameOf(item).Equals(text, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? all[found] : throw CommandException.Usage(
            $"unknown {what} '{text}': expected one of {string.Join(", ", all.Select(nameOf))}");
    }
}
