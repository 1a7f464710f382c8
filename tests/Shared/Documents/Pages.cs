namespace RcuSim.Tests.Documents;

/// <summary>The Markdown pages of the repository that these tests run in.</summary>
internal static class Pages
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The path of a page, or of any other file.</summary>
    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "RcuSim.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
