namespace RcuSim.Cli;

/// <summary>Text files named on the command line.</summary>
internal static class TextFile
{
    /// <summary>Opens a file, or says in one line why not.</summary>
    /// <param name="what">What the file was named as, for the line.</param>
    /// <param name="path">Its path.</param>
    public static TextReader Open(string what, string path)
    {
        if (Directory.Exists(path))
        {
            throw CommandException.Usage($"{what} '{path}': expected a file, this is a folder");
        }

        try
        {
            return new StreamReader(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"{what} '{path}': there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"{what} '{path}': cannot read it ({e.Message.TrimEnd('.')})");
        }
    }
}
