using System.Reflection;
using System.Runtime.Loader;

namespace RcuSim.Cli;

/// <summary>
/// Where a user's assembly finds others: beside it, as its build left them; but RcuSim's own are those of
/// this program, since a scenario of another copy would be none.
/// </summary>
/// <param name="resolver">Knows what lies beside it.</param>
internal sealed class UserContext(AssemblyDependencyResolver resolver) : AssemblyLoadContext("user")
{
    private static readonly Assembly[] shared =
        [typeof(Scenarios.Scenario).Assembly, typeof(Exploration.Catalogue).Assembly];

    /// <summary>The assembly of that name of which there is one copy for both sides, or null.</summary>
    public static Assembly? Shared(AssemblyName name) =>
        Array.Find(shared, assembly => assembly.GetName().Name == name.Name);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Shared(assemblyName) is null && resolver.ResolveAssemblyToPath(assemblyName) is { } path
            ? LoadFromAssemblyPath(path)
            : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
