using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Architecture;

/// <summary>The files of the repository these tests run in.</summary>
internal static class Repository
{
    private static readonly string[] generatedFolders = ["bin", "obj", "artifacts", "TestResults"];

    public static string Root => Pages.Root;

    /// <summary>The text of a file that must exist.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Files below a folder, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start)
            ? Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
                .Select(Relative)
                .Where(path => !path.Split('/').Any(generatedFolders.Contains))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
