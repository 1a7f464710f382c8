using System.Text.Json;
using RcuSim.Explaining;

namespace RcuSim.Replays;

/// <summary>
/// A violation as a file: what to build, which choices to make, and what must come of it. See
/// docs/replay-format.md.
/// </summary>
internal sealed class ReplayFile
{
    /// <summary>What marks a file as one of ours.</summary>
    internal const string SchemaName = "rcusim-replay";

    /// <summary>The version of the schema that this program writes, and the only one it reads.</summary>
    internal const int SchemaVersion = 4;

    /// <summary>How the line ends that refuses a file of a newer schema.</summary>
    internal const string NewerHint = "a newer rcusim is needed";

    /// <summary>The most bytes that a file may have.</summary>
    internal const int MostBytes = 16 << 20;

    /// <summary>Creates a file's contents.</summary>
    internal ReplayFile(string tool, ReplaySubject subject, ReplayOrigin found, ReplayExecution execution)
    {
        Tool = tool;
        Subject = subject;
        Found = found;
        Execution = execution;
    }

    /// <summary>The version of the program that wrote it. For people.</summary>
    public string Tool { get; }

    /// <summary>What it is about.</summary>
    internal ReplaySubject Subject { get; }

    /// <summary>How it was found.</summary>
    internal ReplayOrigin Found { get; }

    /// <summary>The execution that broke the rule.</summary>
    internal ReplayExecution Execution { get; }

    /// <summary>Reads a file. Never throws on account of its contents.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="error">Empty, or one line that says what is wrong.</param>
    /// <returns>The file, or null.</returns>
    public static ReplayFile? Read(string path, out string error)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path, out error);
        }
        catch (Exception problem) when (IsFileProblem(problem))
        {
            error = $"{Printable.Of(path)}: {Describe(problem, path)}";
            return null;
        }
    }

    /// <summary>Reads a file from a stream. Never throws on account of its contents.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="error">Empty, or one line that says what is wrong.</param>
    /// <returns>The file, or null.</returns>
    internal static ReplayFile? Read(Stream stream, string name, out string error)
    {
        error = "";
        try
        {
            using var document = ReplayReader.Parse(ReadAll(stream));
            var file = ReplayReader.Read(document.RootElement, out string digest);
            return ReplayWriter.Digest(file) == digest ? file : throw new ReplayFormatException(
                "what it says does not fit its digest: the file was changed since it was written");
        }
        catch (ReplayFormatException problem)
        {
            error = $"{Printable.Of(name)}: {Printable.Of(problem.Message)}";
        }
        catch (JsonException problem)
        {
            error = $"{Printable.Of(name)}: not JSON, or cut short, at line {problem.LineNumber + 1}, "
                + $"byte {problem.BytePositionInLine}";
        }
        catch (Exception problem) when (IsFileProblem(problem))
        {
            error = $"{Printable.Of(name)}: {Printable.Of(problem.Message)}";
        }

        return null;
    }

    /// <summary>
    /// Writes the file, so that it is there whole or not at all, and outlives a loss of power. Before that it
    /// is read back: whatever <see cref="Read(string, out string)"/> would refuse is not kept.
    /// </summary>
    /// <param name="path">Where to.</param>
    /// <param name="error">Empty, or one line that says what is wrong.</param>
    /// <returns>True if it was written.</returns>
    public bool Write(string path, out string error)
    {
        try
        {
            PartialFile.Become(path, WriteAndReadBack);
            error = "";
            return true;
        }
        catch (Exception problem) when (IsFileProblem(problem))
        {
            error = $"{Printable.Of(path)}: {Printable.Of(problem.Message)}";
            return false;
        }
    }

    /// <summary>Writes the file to a stream: UTF-8, line feeds.</summary>
    internal void Write(Stream stream) => ReplayWriter.Write(this, stream);

    private static bool IsFileProblem(Exception problem) =>
        problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static string Describe(Exception problem, string path) =>
        problem is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
        : Directory.Exists(path) ? "this is a folder, expected a file"
        : path.Length == 0 ? "expected the name of a file"
        : Printable.Of(problem.Message);

    private static byte[] ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        byte[] buffer = new byte[81920];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > MostBytes)
            {
                throw new ReplayFormatException($"longer than {MostBytes >> 20} MiB: not a replay file");
            }
        }

        return memory.ToArray();
    }

    private void WriteAndReadBack(Stream stream)
    {
        Write(stream);
        stream.Position = 0;
        var again = Read(stream, "what was written is no replay file", out string error);
        if (again is null)
        {
            throw new IOException(error);
        }

        stream.Position = 0;
        if (!again.IsWrittenAs(stream))
        {
            throw new IOException("what was written is read as something else");
        }
    }

    private bool IsWrittenAs(Stream stream)
    {
        using var memory = new MemoryStream();
        Write(memory);
        return memory.GetBuffer().AsSpan(0, (int)memory.Length).SequenceEqual(ReadAll(stream));
    }
}
