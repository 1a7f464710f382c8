using System.Text;

namespace RcuSim.Cli;

/// <summary>
/// The streams that whoever started this process gave it. One that was closed is not touched: the runtime may
/// have opened something of its own in its place.
/// </summary>
internal static class StandardStreams
{
    private const string Descriptors = "/proc/self/fdinfo";
    private const long CloseOnExec = 0x80000;

    /// <summary>The standard input; null if it is closed.</summary>
    public static Stream? OpenInput() => IsOpen(0) ? Console.OpenStandardInput() : null;

    /// <summary>The standard output, buffered.</summary>
    public static StreamWriter OpenOutput()
    {
        var stream = new UserStream(
            IsOpen(1) ? Console.OpenStandardOutput() : null,
            "cannot write the result to the standard output");
        return new(stream, new UTF8Encoding(false), 1 << 16);
    }

    /// <summary>What shows whether the standard output has lost its reader.</summary>
    public static Func<bool> WatchOutput() => IsOpen(1) ? () => Descriptor.IsUnread(1) : () => false;

    /// <summary>The error output; nowhere if it is closed.</summary>
    public static TextWriter OpenError() => IsOpen(2) ? Console.Error : TextWriter.Null;

    /// <summary>
    /// True if the descriptor was there when the process began: what the runtime opens is marked to be closed
    /// in the processes it starts, and nothing with that mark is handed down. True if the system does not
    /// say.
    /// </summary>
    private static bool IsOpen(int descriptor)
    {
        const string key = "flags:";
        if (!Directory.Exists(Descriptors))
        {
            return true;
        }

        try
        {
            string? flags = File.ReadLines($"{Descriptors}/{descriptor}").FirstOrDefault(
                line => line.StartsWith(key, StringComparison.Ordinal));
            return flags is null || (Convert.ToInt64(flags[key.Length..].Trim(), 8) & CloseOnExec) == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
