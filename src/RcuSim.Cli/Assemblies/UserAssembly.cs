using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>An assembly with scenarios of a user's own, and all that it needs.</summary>
internal sealed class UserAssembly
{
    private const string Name = "--assembly";

    private readonly AssemblyDependencyResolver resolver;
    private readonly UserContext context;
    private readonly Assembly assembly;

    private UserAssembly(string path)
    {
        Named = $"{Name} '{path}'";
        string whole = Path.GetFullPath(path);
        resolver = Try(() => new AssemblyDependencyResolver(whole));
        context = new(resolver);
        assembly = Try(() => context.LoadFromAssemblyPath(whole));
        CheckReferences();
        Types = TypesOf(assembly);
    }

    /// <summary>What it is called in an error.</summary>
    public string Named { get; }

    /// <summary>All its types, by name.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>Its types, and those of the assemblies beside it that use RcuSim as well.</summary>
    public IEnumerable<Type> AllTypes => Types.Concat(context.Assemblies
        .Where(other => other != assembly
            && other.GetReferencedAssemblies().Any(reference => UserContext.Shared(reference) is not null))
        .SelectMany(TypesOf));

    /// <summary>The word of a command line that names one.</summary>
    public static Option<string?> CreateOption() => new(Name)
    {
        Description = "a .dll with scenarios of your own, in place of the built-in ones",
        HelpName = "FILE",
    };

    /// <summary>Loads one, or ends the command with the line that says what is wrong with it.</summary>
    public static UserAssembly Load(string path)
    {
        if (path == InputFile.Standard)
        {
            throw CommandException.Usage($"{Name} '-': expected the name of a file");
        }

        using (InputFile.Open(Name, path, () => null))
        {
            return new(path);
        }
    }

    /// <summary>Calls what reads an assembly; what it throws ends the command.</summary>
    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BadImageFormatException)
        {
            throw Wrong("this is not a .NET assembly; expected a .dll that dotnet build made");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException
            or UnauthorizedAccessException)
        {
            throw Unloadable(e);
        }
    }

    /// <summary>
    /// What is missing is found now: later it would be an exception in the middle of a schedule, and look
    /// like a violation.
    /// </summary>
    private void CheckReferences()
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (UserContext.Shared(reference) is { } own)
            {
                CheckVersion(reference, own);
                continue;
            }

            try
            {
                context.LoadFromAssemblyName(reference);
            }
            catch (Exception e) when (e is IOException or BadImageFormatException)
            {
                throw Wrong($"it needs {reference.Name} {reference.Version}, which is neither beside it nor "
                    + $"part of .NET {Environment.Version.Major}");
            }
        }
    }

    /// <summary>
    /// Names and meanings may change from one version to the next, so only the very version will do. The file
    /// beside the assembly tells it better than the reference, which has no pre-release part.
    /// </summary>
    private void CheckVersion(AssemblyName reference, Assembly own)
    {
        string? beside = resolver.ResolveAssemblyToPath(reference) is { } path
            ? FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+')[0]
            : null;
        if (reference.Version != own.GetName().Version
            || (beside is not null && beside != ProductVersion.Text))
        {
            throw CommandException.Unsupported(
                $"{Named}: it uses {reference.Name} {beside ?? $"{reference.Version}"}, but this program is "
                + $"version {ProductVersion.Text}; expected the same version");
        }
    }

    private List<Type> TypesOf(Assembly one)
    {
        try
        {
            return [.. one.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];
        }
        catch (ReflectionTypeLoadException e)
        {
            throw Unloadable(e.LoaderExceptions[0]!);
        }
    }

    private CommandException Unloadable(Exception why) =>
        Wrong($"cannot load it ({why.Message.Split('\n')[0].TrimEnd('.')})");

    private CommandException Wrong(string how) => CommandException.Usage($"{Named}: {how}");
}
