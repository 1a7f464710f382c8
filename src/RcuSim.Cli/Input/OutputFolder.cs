using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary>
/// The folder for replay files. Made, and tried out, before the work whose result it is to hold; taken away
/// again if nothing was put there.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const int Attempts = 5;
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
            folder.TryOut();
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
        bool written = file.Write(path, out problem);
        for (int attempt = 1; !written && attempt < Attempts && TryMake(); attempt++)
        {
            written = file.Write(path, out problem);
        }

        return written ? path : null;
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

    private void TryOut()
    {
        string probe = PathOf($".probe.{Guid.NewGuid():N}.tmp");
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Make(Path.GetFullPath(Location));
                File.WriteAllText(probe, "");
                File.Delete(probe);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts)
            {
                // Another run that had made the folder has just taken it away.
            }
        }
    }

    private bool TryMake()
    {
        try
        {
            Make(Path.GetFullPath(Location));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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
        if (!made.Contains(path))
        {
            made.Push(path);
        }
    }
}
