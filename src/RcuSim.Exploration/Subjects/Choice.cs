namespace RcuSim.Exploration;

/// <summary>Names out of a list.</summary>
internal static class Choice
{
    /// <summary>Finds an item by name, ignoring case.</summary>
    /// <param name="what">What the items are, in one word.</param>
    /// <param name="text">The name.</param>
    /// <param name="known">The items.</param>
    /// <param name="nameOf">Names one.</param>
    /// <param name="error">Empty, or one line that lists all names.</param>
    /// <returns>The item; nothing if none has that name.</returns>
    public static T? Find<T>(
        string what, string text, IEnumerable<T> known, Func<T, string> nameOf, out string error)
        where T : notnull
    {
        var all = known.ToList();
        int found = all.FindIndex(item => nameOf(item).Equals(text, StringComparison.OrdinalIgnoreCase));
        error = found >= 0 ? ""
            : all.Count == 0 ? $"unknown {what} '{text}': there is none here"
            : $"unknown {what} '{text}': expected one of {string.Join(", ", all.Select(nameOf))}";
        return found >= 0 ? all[found] : default;
    }
}
