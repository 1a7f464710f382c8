using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary>
/// The folder for replay files. Made, tried out, and cleared of what killed runs left, before the work whose
/// result it is to hold; taken away again if nothing was put there. The folder that this process works in may
/// be gone by the end, so where the folder is is found out at once.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const int Attempts = 5;
    private readonly Stack<string> made = new();
    private readonly string named;
    private string location = "";

    private OutputFolder(string path) => named = path;

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
    /// <returns>
    /// The file's path, or null: as the user named the folder, if it is found there.
    /// </returns>
    public string? Save(ReplayFile file, string name, out string problem)
    {
        string path = Path.Combine(location, name), shown = Path.Combine(named, name);
        bool written = file.Write(path, out problem);
        for (int attempt = 1; !written && attempt < Attempts && TryMake(); attempt++)
        {
            written = file.Write(path, out problem);
        }

        return !written ? null : File.Exists(shown) ? shown : path;
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

    private void TryOut()
    {
        location = Path.GetFullPath(named);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Make(location);
                PartialFile.TryOut(location);
                PartialFile.CleanUp(location);
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
            Make(location);
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
