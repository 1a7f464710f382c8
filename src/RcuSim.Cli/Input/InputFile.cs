namespace RcuSim.Cli;

/// <summary>Files named on the command line; <c>-</c> is the standard input.</summary>
internal static class InputFile
{
    /// <summary>The name that stands for the standard input.</summary>
    public const string Standard = "-";

    /// <summary>
    /// Opens a file. What is wrong with it, now or while it is read, ends the command with one line.
    /// </summary>
    /// <param name="what">What the file was named as, for the line.</param>
    /// <param name="path">Its path.</param>
    /// <param name="openInput">Opens the standard input.</param>
    public static Stream Open(string what, string path, Func<Stream?> openInput)
    {
        string named = $"{what} '{path}'", unreadable = $"{named}: cannot read it";
        if (path == Standard)
        {
            return new UserStream(openInput(), unreadable);
        }

        if (path.Length == 0)
        {
            throw CommandException.Usage($"{named}: expected the name of a file");
        }

        if (Directory.Exists(path))
        {
            throw CommandException.Usage($"{named}: this is a folder, expected a file");
        }

        try
        {
            return new UserStream(File.OpenRead(path), unreadable);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"{named}: there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"{unreadable} ({e.Message.TrimEnd('.')})");
        }
    }
}
