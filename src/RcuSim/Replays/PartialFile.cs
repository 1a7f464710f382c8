using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace RcuSim.Replays;

/// <summary>
/// A file on its way to be there whole: written under a name of its own beside the one it is to have, and
/// open, so that others see that it is in use, until it is renamed.
/// </summary>
internal static partial class PartialFile
{
    private const int MostWriters = 100;

    /// <summary>Writes a file under another name, waits until it is on the disk, renames it.</summary>
    /// <param name="path">Its name in the end.</param>
    /// <param name="write">Writes it; what it throws leaves nothing behind.</param>
    public static void Become(string path, Action<Stream> write)
    {
        using var file = Create(path);
        try
        {
            write(file);
            file.Flush(flushToDisk: true);
            File.Move(file.Name, path, overwrite: true);
        }
        catch
        {
            File.Delete(file.Name);
            throw;
        }

        SaveNames(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Shows that files can be written to a folder, or throws what keeps them out.</summary>
    public static void TryOut(string folder)
    {
        using var file = Create(Path.Combine(folder, "probe"));
        File.Delete(file.Name);
    }

    /// <summary>Takes away what processes that were killed left in a folder.</summary>
    public static void CleanUp(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => Own().IsMatch(path)))
        {
            try
            {
                // Whoever writes it holds it open and shares it with nobody; a process that is gone does not.
                new FileStream(
                    path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose)
                    .Dispose();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It is another's.
            }
        }
    }

    [GeneratedRegex(@"\.rcusim-[0-9]{1,3}\.partial$")]
    private static partial Regex Own();

    /// <summary>
    /// Makes a file that nobody else writes: other processes may write the same file at the same time, and
    /// one that was killed may have left its own behind.
    /// </summary>
    private static FileStream Create(string path)
    {
        for (int number = 1; ; number++)
        {
            try
            {
                return new(
                    $"{path}.rcusim-{number}.partial",
                    FileMode.CreateNew,
                    FileAccess.ReadWrite,
                    FileShare.Delete);
            }
            catch (IOException problem) when (
                problem.GetType() == typeof(IOException) && number < MostWriters)
            {
                // It is another's, or was until now: the next number.
            }
        }
    }

    /// <summary>
    /// Makes sure that a folder's names are on the disk. A file system that does not know how keeps them as
    /// it can: the file itself is there.
    /// </summary>
    private static void SaveNames(string folder)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            int descriptor = Open(folder, 0);
            if (descriptor >= 0)
            {
                _ = Synchronise(descriptor);
                _ = Close(descriptor);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
