namespace RcuSim.Tests.Architecture;

/// <summary>A place in which one type names another one of the same sources.</summary>
/// <param name="User">The outermost type around the place.</param>
/// <param name="Used">The outermost type around what is named.</param>
/// <param name="Where">File and line.</param>
internal sealed record TypeUse(DeclaredType User, DeclaredType Used, string Where);
