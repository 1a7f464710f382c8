using RcuSim.Explaining;
using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary>Commands to paste into a shell, valid in the folder in which this process runs.</summary>
internal static class ShellCommand
{
    public const string Name = "rcusim";

    private const string Plain = "/._-+=:,@%";

    /// <summary>Replays a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="assembly">The assembly that has the scenario; null for a built-in one.</param>
    public static string Replay(string path, string? assembly) => $"{Program()} replay {Quote(path)}"
        + (assembly is null ? "" : $" --assembly {Quote(assembly)}");

    /// <summary>Finds again what a check found in one of its schedules.</summary>
    /// <param name="subject">The words that say what to check.</param>
    /// <param name="found">How it was found.</param>
    public static string Check(IReadOnlyList<string> subject, ReplayOrigin found)
    {
        string[] words =
        [
            .. subject,
            "--engine", found.Engine,
            "--strategy", found.Strategy,
            "--seed", $"{found.Seed}",
            "--schedules", $"{found.Schedules}",
        ];
        return $"{Program()} check {string.Join(' ', words.Select(Quote))}";
    }

    /// <summary>How this program is started: by name if the shell would find it, else by path.</summary>
    private static string Program()
    {
        string here = AppContext.BaseDirectory;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (folders.Any(folder => File.Exists(Path.Combine(folder, Name))))
        {
            return Name;
        }

        string command = Path.Combine(here, Name);
        return File.Exists(command)
            ? Quote(Relative(command))
            : $"dotnet {Quote(Relative(Path.Combine(here, "RcuSim.Cli.dll")))}";
    }

    /// <summary>A path from the folder in which this process runs; the whole path if that is gone.</summary>
    private static string Relative(string path)
    {
        try
        {
            string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
            return relative.Contains(Path.DirectorySeparatorChar) ? relative : Path.Combine(".", relative);
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static string Quote(string word)
    {
        if (word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c)))
        {
            return word;
        }

        // What a terminal would not show as it is, or not at all, is spelled out as shells read it again.
        return Printable.Is(word)
            ? $"'{word.Replace("'", "'\\''")}'"
            : $"$'{Printable.Escape(word.Replace("\\", "\\\\").Replace("'", "\\'"))}'";
    }
}
