using System.Reflection;

namespace RcuSim.Exploration;

/// <summary>The version that the build gave to this product.</summary>
internal static class ProductVersion
{
    /// <summary>Without the commit that <c>--version</c> adds: equal findings give equal files.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
