using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Names on the command line, out of a list.</summary>
internal static class Words
{
    /// <summary>Finds a name, ignoring case; an unknown one is answered with all that are known.</summary>
    public static T Choose<T>(string what, string text, IEnumerable<T> known, Func<T, string> nameOf)
        where T : notnull
    {
        var found = Choice.Find(what, text, known, nameOf, out string error);
        return error.Length == 0 ? found! : throw CommandException.Usage(error);
    }
}
