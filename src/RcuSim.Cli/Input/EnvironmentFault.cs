using System.ComponentModel;

namespace RcuSim.Cli;

/// <summary>What went wrong for want of what the system should give: memory, files, libraries.</summary>
internal static class EnvironmentFault
{
    /// <summary>One line about it; null if something else went wrong.</summary>
    public static string? Of(Exception broken) => broken switch
    {
        AggregateException all => all.InnerExceptions.Select(Of).FirstOrDefault(line => line is not null),
        OutOfMemoryException => "there is not enough memory for so many mappings, readers or schedules",
        FileNotFoundException { FileName: { } name } when IsLibrary(name) => Missing(name),
        FileLoadException { FileName: { } name } when IsLibrary(name) => Missing(name),
        DllNotFoundException or IOException or UnauthorizedAccessException or Win32Exception =>
            $"the system refuses: {broken.Message.TrimEnd('.')}",
        _ => broken.InnerException is { } cause ? Of(cause) : null,
    };

    private static bool IsLibrary(string name) => name.Contains(", Version=", StringComparison.Ordinal);

    private static string Missing(string name) =>
        $"cannot load {name.Split(',')[0]}: the installation is not whole, or too few files may be open at "
        + "once (ulimit -n)";
}
