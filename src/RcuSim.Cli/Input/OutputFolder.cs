using RcuSim.Checking;

namespace RcuSim.Cli;

/// <summary>
/// The folder for replay files. Made, and tried out, before the work whose result it is to hold; taken away
/// again if nothing was put there.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly Stack<string> made = new();

    private OutputFolder(string path) => Location = path;

    /// <summary>The folder, as the user named it.</summary>
    public string Location { get; }

    /// <summary>Makes sure that files can be written to a folder.</summary>
    public static OutputFolder Open(string path)
    {
        var folder = new OutputFolder(path);
        try
        {
            folder.Make(Path.GetFullPath(path));
            string probe = folder.PathOf($".probe.{Environment.ProcessId}.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            folder.Dispose();
            throw CommandException.Usage($"--out '{path}': cannot write there ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Saves a finding. Another run that had made the folder may have taken it away.</summary>
    /// <param name="file">The finding.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="problem">Empty, or why it could not be saved.</param>
    /// <returns>The file's path, or null.</returns>
    public string? Save(ReplayFile file, string name, out string problem)
    {
        string path = PathOf(name);
        if (file.Write(path, out problem))
        {
            return path;
        }

        try
        {
            Make(Path.GetFullPath(Location));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return file.Write(path, out problem) ? path : null;
    }

    public void Dispose()
    {
        try
        {
            while (made.TryPop(out string? folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Another run uses the folder by now: it stays.
        }
    }

    private string PathOf(string name) => Path.Combine(Location, name);

    private void Make(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (File.Exists(path))
        {
            throw new IOException($"{path} is a file, expected a folder");
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            Make(parent);
        }

        Directory.CreateDirectory(path);
        made.Push(path);
    }
}
