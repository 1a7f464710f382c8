using Microsoft.CodeAnalysis;

namespace RcuSim.Tests.Architecture;

/// <summary>A type that is not nested in another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folders">The folders of the files that declare it; several for a partial type.</param>
/// <param name="Kind">What it is.</param>
internal sealed record DeclaredType(string Name, IReadOnlyList<string> Folders, TypeKind Kind)
{
    /// <summary>The only folder it is declared in; null if there are several: it is no folder's.</summary>
    public string? Folder => Folders.Count == 1 ? Folders[0] : null;

    /// <summary>True for classes and structs, except attributes.</summary>
    public bool Acts => Kind is TypeKind.Class or TypeKind.Struct
        && !Name.EndsWith(nameof(Attribute), StringComparison.Ordinal);

    /// <summary>True if it is declared in a folder or below it, and nowhere else.</summary>
    public bool IsIn(string folder) =>
        Folders.All(own => $"{own}/".StartsWith($"{folder}/", StringComparison.Ordinal));
}
